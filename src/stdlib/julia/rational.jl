# Rational numbers: numerator and denominator without a common divisor, the denominator not negative.

struct Rational{T <: Integer} <: Real
  num::T
  den::T
end

#: The rational number with this numerator and denominator.
#= 2 // 4 =# #> 1//2
function //(n::Integer, d::Integer)
  n == 0 && d == 0 && throw(ArgumentError("invalid rational: zero(Int64)//zero(Int64)"))
  g = d < 0 ? -gcd(n, d) : gcd(n, d)
  Rational(div(n, g), div(d, g))
end
//(a::Rational, b::Rational) = (a.num * b.den) // (a.den * b.num)
//(a::Rational, b::Integer) = a.num // (a.den * b)
//(a::Integer, b::Rational) = (a * b.den) // b.num

#: The numerator of a number.
#= numerator(6 // 4) =# #> 3
numerator(r::Rational) = r.num
numerator(n::Integer) = n

#: The denominator of a number.
#= denominator(6 // 4) =# #> 2
denominator(r::Rational) = r.den
denominator(n::Integer) = 1

_rational(r::Rational) = r
_rational(n::Integer) = Rational(Int(n), 1)

Base.float(r::Rational) = r.num / r.den
Base.:+(a::Rational, b::Rational) = (a.num * b.den + b.num * a.den) // (a.den * b.den)
Base.:-(a::Rational, b::Rational) = (a.num * b.den - b.num * a.den) // (a.den * b.den)
Base.:*(a::Rational, b::Rational) = (a.num * b.num) // (a.den * b.den)
Base.:/(a::Rational, b::Rational) = a // b
Base.:(==)(a::Rational, b::Rational) = a.num == b.num && a.den == b.den
Base.:<(a::Rational, b::Rational) = a.num * b.den < b.num * a.den
Base.:<=(a::Rational, b::Rational) = a.num * b.den <= b.num * a.den
Base.:>(a::Rational, b::Rational) = b < a
Base.:>=(a::Rational, b::Rational) = b <= a
Base.:+(a::Rational) = a
Base.:-(a::Rational) = Rational(-a.num, a.den)
Base.:+(a::Rational, b::Integer) = a + _rational(b)
Base.:+(a::Integer, b::Rational) = _rational(a) + b
Base.:-(a::Rational, b::Integer) = a - _rational(b)
Base.:-(a::Integer, b::Rational) = _rational(a) - b
Base.:*(a::Rational, b::Integer) = a * _rational(b)
Base.:*(a::Integer, b::Rational) = _rational(a) * b
Base.:/(a::Rational, b::Integer) = a // b
Base.:/(a::Integer, b::Rational) = a // b
Base.:(==)(a::Rational, b::Integer) = a == _rational(b)
Base.:(==)(a::Integer, b::Rational) = _rational(a) == b
Base.:<(a::Rational, b::Integer) = a < _rational(b)
Base.:<(a::Integer, b::Rational) = _rational(a) < b
Base.:>(a::Rational, b::Integer) = _rational(b) < a
Base.:>(a::Integer, b::Rational) = b < _rational(a)
Base.:<=(a::Rational, b::Integer) = a <= _rational(b)
Base.:<=(a::Integer, b::Rational) = _rational(a) <= b
Base.:>=(a::Rational, b::Integer) = _rational(b) <= a
Base.:>=(a::Integer, b::Rational) = b <= _rational(a)
Base.:+(a::Rational, b::Real) = float(a) + b
Base.:+(a::Real, b::Rational) = a + float(b)
Base.:-(a::Rational, b::Real) = float(a) - b
Base.:-(a::Real, b::Rational) = a - float(b)
Base.:*(a::Rational, b::Real) = float(a) * b
Base.:*(a::Real, b::Rational) = a * float(b)
Base.:/(a::Rational, b::Real) = float(a) / b
Base.:/(a::Real, b::Rational) = a / float(b)
Base.:(==)(a::Rational, b::Real) = float(a) == b
Base.:(==)(a::Real, b::Rational) = a == float(b)
Base.:<(a::Rational, b::Real) = float(a) < b
Base.:<(a::Real, b::Rational) = a < float(b)
Base.:>(a::Rational, b::Real) = float(a) > b
Base.:>(a::Real, b::Rational) = a > float(b)
Base.:^(a::Rational, n::Integer) = n < 0 ? a.den^-n // a.num^-n : a.num^n // a.den^n
Base.abs(a::Rational) = Rational(abs(a.num), a.den)
Base.sqrt(a::Rational) = sqrt(float(a))
