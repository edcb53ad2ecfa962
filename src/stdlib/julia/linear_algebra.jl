# Linear algebra, beyond products and adjoints.

#: The norm of a vector: the root of the sum of the squares, or of the `p`-th powers.
#= norm([3, 4]) =# #> 5.0
function norm(x, p = 2)
  p == Inf && return float(maximum(abs, x))
  p == 1 && return float(sum(abs, x))
  # A tracked length gets a little more than nothing at zero, so that its slope there is a number.
  small = istracked(x) ? length(x) * 1.401298464324817e-45 : 0
  p == 2 ? sqrt(sum(abs2, x) + small) : (sum(abs.(x) .^ p) + small)^(1 / p)
end

#: The vector divided by its norm.
#= normalize([3, 4]) == [0.6, 0.8] =# #> true
normalize(x, p = 2) = x / norm(x, p)

det(x::Number) = x

#: The logarithm of the determinant.
#= logdet([1.0 0.0; 0.0 1.0]) =# #> 0.0
logdet(A) = log(det(A))

#: The trace of a matrix: the sum of its diagonal.
#= tr([1 2; 3 4]) =# #> 5
tr(x::Number) = x
tr(A) = sum(A[i, i] for i in 1:_square(A, "tr"))

#: The diagonal of a matrix, or the diagonal `k` places to the right.
#= diag([1 2; 3 4]) == [1, 4] =# #> true
function diag(A, k = 0)
  m = size(A, 1)
  A[[i + (i + k - 1) * m for i in max(1, 1 - k):min(m, size(A, 2) - k)]]
end

#: A matrix with this diagonal.
#= diagm([1, 2]) == [1 0; 0 2] =# #> true
function diagm(pairs...)
  n = maximum(map(p -> length(p[2]) + abs(p[1]), pairs))
  reduce(+, map(p -> _placed(p[1], p[2], n), pairs))
end
diagm(v::AbstractVector) = _placed(0, v, length(v))

# A matrix of n rows and columns with v along a line k places to the right of the diagonal.
_placed(k, v, n) =
  reshape([zero(v[1:1]); v][[j - i == k ? min(i, j) + 1 : 1 for j in 1:n for i in 1:n]], n, n)

#: The upper triangle of a matrix.
#= triu([1 2; 3 4]) == [1 2; 0 4] =# #> true
triu(A, k = 0) = A .* [j - i >= k for i in 1:size(A, 1), j in 1:size(A, 2)]

#: The lower triangle of a matrix.
#= tril([1 2; 3 4]) == [1 0; 3 4] =# #> true
tril(A, k = 0) = A .* [j - i <= k for i in 1:size(A, 1), j in 1:size(A, 2)]

#: Whether a matrix equals its transpose.
#= issymmetric([1 2; 2 1]) =# #> true
issymmetric(A) = size(A, 1) == size(A, 2) && A == permutedims(A)

#: The cross product of two vectors.
#= cross([1, 0, 0], [0, 1, 0]) == [0, 0, 1] =# #> true
cross(a, b) = [a[2] * b[3] - a[3] * b[2], a[3] * b[1] - a[1] * b[3], a[1] * b[2] - a[2] * b[1]]

# The identity of any size, times a number.
struct UniformScaling
  λ
end
Base.show(io::IO, J::UniformScaling) = print(io, "UniformScaling(", J.λ, ")")

#: The identity matrix of whatever size is needed.
#= [1 2; 3 4] + I == [2 2; 3 5] =# #> true
I = UniformScaling(1)
(J::UniformScaling)(n) = [i == j ? J.λ : zero(J.λ) for i in 1:n, j in 1:n]

Base.:+(A::AbstractMatrix, J::UniformScaling) = A + J(_square(A, "+"))
Base.:+(J::UniformScaling, A::AbstractMatrix) = A + J(_square(A, "+"))
Base.:-(A::AbstractMatrix, J::UniformScaling) = A - J(_square(A, "-"))
Base.:-(J::UniformScaling, A::AbstractMatrix) = J(_square(A, "-")) - A
Base.:*(A::AbstractArray, J::UniformScaling) = A * J.λ
Base.:*(J::UniformScaling, A::AbstractArray) = A * J.λ
Base.:*(a::Number, J::UniformScaling) = UniformScaling(a * J.λ)
Base.:*(J::UniformScaling, a::Number) = UniformScaling(a * J.λ)
Base.:/(J::UniformScaling, a::Number) = UniformScaling(J.λ / a)
Base.:-(J::UniformScaling) = UniformScaling(-J.λ)
