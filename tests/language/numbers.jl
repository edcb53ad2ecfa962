7 / 2 #> 3.5

6 / 2 #> 3.0

(1 + 2.0, 1 * 2.5, 2^0.5 == sqrt(2), 1 + true) #> (3.0, 2.5, true, 2)

1_000_000 + 0x10 #> 1000016

9223372036854775807 + 1 #> -9223372036854775808

-9223372036854775808 #> -9223372036854775808

0b101 + 0o17 #> 20

.5 + 5. + 1e-3 + 1E3 #> 1005.501

2.5f0 #> 2.5f0

2^-1 #> 0.5

n = -1
2^n
#! DomainError with -1:
#! Cannot raise an integer x to a negative power -1.
#! Make x or -1 a float by adding a zero decimal (e.g., 2.0^-1 or 2^-1.0 instead of 2^-1), or write 1/x^1, float(x)^-1, x^float(-1) or (x//1)^-1
#? An integer cannot be raised to a negative power: write the base with a point, as in `2.0`.

(2^10, 2.0^3, 2^0.5, 10^0) #> (1024, 8.0, 1.4142135623730951, 1)

(7 ÷ 2, -7 ÷ 2, 7 % 3, -7 % 3, mod(-7, 3), mod(7, -3), 7.5 ÷ 2, rem(-7.5, 2)) #> (3, -3, 1, -1, 2, -2, 3.0, -1.5)

1 ÷ 0
#! DivideError: integer division error
#? Integers cannot be divided by zero with `÷` or `%`; `/` gives `Inf`.
#@ 1:1

(1 / 0, -1 / 0, 0 / 0, 1.0 / 0) #> (Inf, -Inf, NaN, Inf)

(0.1 + 0.2, 100000.0, 1e6, 1e-4, 1e-5, 123456789.0, 1.0e100, -0.0) #> (0.30000000000000004, 100000.0, 1.0e6, 0.0001, 1.0e-5, 1.23456789e8, 1.0e100, -0.0)

u = 3
(1/2u, 3u^2, 2^3u, -3u^2, -u^2, 2u + 1, 4(u - 1)) #> (0.16666666666666666, 27, 512, -27, -9, 7, 8)

Δ = 2.0
-0.1Δ #> -0.2

f(u) = u + 1
v = (5, 6)
(3f(2), 2v[1], 2π) #> (9, 10, 6.283185307179586)

(3)u = 1
#! syntax: invalid assignment location
#? To the left of `=` goes a name or an entry; to compare two values, write `==`.

x = 4
(2)x #> 8

(abs(-3), sign(-2.5), exp(0), log(ℯ^2), sqrt(16), cbrt(27), cos(0), hypot(3, 4), log2(8), log10(1000), log(2, 8), atan(1, 1)) #> (3, -1.0, 1.0, 2.0, 4.0, 3.0, 1.0, 5.0, 3.0, 3.0, 3.0, 0.7853981633974483)

(max(1, 3, 2), min(2.5, 1), abs2(3), √16, 2 * √16) #> (3, 1.0, 9, 4.0, 8.0)

(round(2.5), round(3.5), round(Int, 2.6), round(2.345, digits = 2), floor(Int, -2.5), ceil(2.1), trunc(-2.7)) #> (2.0, 4.0, 3, 2.35, -3, 3.0, -2.0)

(Int(3.0), Float64(2), float(1), Bool(1), parse(Int, "42"), parse(Float64, "2.5")) #> (3, 2.0, 1.0, true, 42, 2.5)

Int(2.5)
#! InexactError: Int64(2.5)
#? 2.5 is not a whole number that fits an integer: round it first, as in `round(Int, x)`.

sqrt(-1)
#! DomainError with -1.0:
#! sqrt will only return a complex result if called with a complex argument. Try sqrt(Complex(x)).
#? A negative number has no real square root.
#@ 1:1

log(-2.5)
#! DomainError with -2.5:
#! log will only return a complex result if called with a complex argument. Try log(Complex(x)).

(-8.0)^(1/3)
#! DomainError with -8.0:
#! Exponentiation yielding a complex result requires a complex argument.
#! Replace x^y with (x+0im)^y, Complex(x)^y, or similar.

(gcd(12, 18), lcm(4, 6), factorial(5), iseven(4), isodd(4)) #> (6, 12, 120, true, false)

(1 < 2 < 3, 1 < 2 > 3, 1 <= 1 < 2 == 2, 3 > 2 != 5) #> (true, false, true, true)

(1 == 1.0, 1 === 1.0, 0.1 + 0.2 ≈ 0.3, 2 ≤ 3, 3 ≠ 3, NaN == NaN, 2 in (1, 2), 3 ∈ 1:2, 3 ∉ 1:2) #> (true, false, true, true, false, false, true, false, true)

true && false || true #> true

(true + true, !true, true & false, true ⊻ true) #> (2, false, false, false)

1e999
#! syntax: overflow in numeric constant "1e999"
#? The largest Float64 is about 1.8e308; for infinity, write `Inf`.

9999999999999999999
#! syntax: integer constant "9999999999999999999" is too large for Int64

+(1, 2, 3) #> 6

*(2, 3, 4) #> 24

-(5) #> -5

clamp(7, 0, 5) #> 5

3' #> 3

(exp(1.0), exp(1), exp.([0.0, 1.0])) #> (2.718281828459045, 2.718281828459045, [1.0, 2.718281828459045])
