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

#: The logarithm of the absolute determinant, and its sign.
#= logabsdet([-1.0 0.0; 0.0 1.0]) =# #> (0.0, -1.0)
function logabsdet(A)
  d = det(A)
  (log(abs(d)), sign(d))
end

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

#: A matrix with these numbers on its diagonal.
#= Diagonal([1, 2]) * [1, 1] == [1, 2] =# #> true
Diagonal(v::AbstractVector) = diagm(v)
Diagonal(A::AbstractMatrix) = diagm(diag(A))
LowerTriangular(A) = tril(A)
UpperTriangular(A) = triu(A)

struct Eigen
  values
  vectors
end
Base.iterate(e::Eigen) = (e.values, 2)
Base.iterate(e::Eigen, state) = state == 2 ? (e.vectors, 3) : nothing

#: The eigenvalues and eigenvectors of a symmetric matrix (Jacobi's method).
#= eigen([2.0 1.0; 1.0 2.0]).values ≈ [1, 3] =# #> true
function eigen(A)
  n = _square(A, "eigen")
  issymmetric(A) || _raise("ArgumentError: eigen of a matrix that is not symmetric",
    "Here `eigen` takes symmetric matrices, whose eigenvalues are real.")
  A = float(copy(A))
  V = Matrix(I, n, n) .* 1.0
  for turn in 1:100
    off = sum(A[i, j]^2 for i in 1:n, j in 1:n) - sum(A[i, i]^2 for i in 1:n)
    off <= 1e-30 * sum(abs2, A) && break
    for p in 1:n-1, q in p+1:n
      A[p, q] == 0 && continue
      θ = (A[q, q] - A[p, p]) / (2A[p, q])
      t = (θ >= 0 ? 1 : -1) / (abs(θ) + sqrt(θ^2 + 1))
      c = 1 / sqrt(t^2 + 1)
      s = t * c
      Ap, Aq = A[:, p], A[:, q]
      A[:, p], A[:, q] = c * Ap - s * Aq, s * Ap + c * Aq
      Ap, Aq = A[p, :], A[q, :]
      A[p, :], A[q, :] = c * Ap - s * Aq, s * Ap + c * Aq
      Vp, Vq = V[:, p], V[:, q]
      V[:, p], V[:, q] = c * Vp - s * Vq, s * Vp + c * Vq
    end
  end
  order = sortperm([A[i, i] for i in 1:n])
  for j in 1:n
    V[n, j] < 0 && (V[:, j] = -V[:, j])
  end
  Eigen([A[i, i] for i in order], V[:, order])
end

#: The eigenvalues of a symmetric matrix.
#= eigvals([2.0 1.0; 1.0 2.0]) ≈ [1, 3] =# #> true
eigvals(A) = eigen(A).values

#: The eigenvectors of a symmetric matrix, as columns.
#= size(eigvecs([2.0 1.0; 1.0 2.0])) =# #> (2, 2)
eigvecs(A) = eigen(A).vectors

struct LU
  L
  U
  p
end
Base.iterate(f::LU) = (f.L, 2)
Base.iterate(f::LU, state) = state == 2 ? (f.U, 3) : state == 3 ? (f.p, 4) : nothing

#: The LU factorisation of a matrix: lower and upper triangle, and the order of the rows.
#= f = lu([1.0 2.0; 3.0 4.0]); f.L * f.U == [1.0 2.0; 3.0 4.0][f.p, :] =# #> true
function lu(A)
  n = _square(A, "lu")
  U = float(copy(A))
  L = zeros(n, n)
  p = collect(1:n)
  for k in 1:n
    best = k - 1 + argmax(abs.(U[k:n, k]))
    if best != k
      U[k, :], U[best, :] = U[best, :], U[k, :]
      L[k, :], L[best, :] = L[best, :], L[k, :]
      p[k], p[best] = p[best], p[k]
    end
    L[k, k] = 1
    for i in k+1:n
      L[i, k] = U[i, k] / U[k, k]
      U[i, :] = U[i, :] - L[i, k] * U[k, :]
    end
  end
  LU(L, triu(U), p)
end
