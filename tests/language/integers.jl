(gcd(12, 18), lcm(4, 6), gcd(12, 18, 27), gcd([12, 8])) #> (6, 12, 3, 4)

(factorial(5), binomial(5, 2), binomial(5, 7), binomial(-2, 3)) #> (120, 10, 0, -4)

factorial(21)
#! OverflowError: 21 is too large to look up in the table; consider using `factorial(big(21))` instead

(divrem(7, 2), divrem(-7, 2), fld(-7, 2), cld(7, 2), fldmod(-7, 2), mod1(6, 3)) #> ((3, 1), (-3, -1), -4, 4, (-4, 1), 3)

(digits(123), ndigits(1000), powermod(2, 10, 1000), isqrt(17)) #> ([3, 2, 1], 4, 24, 4)

(round(2.567, digits = 2), round(1234.5, sigdigits = 2), round(1250.0, digits = -2), round(Int, 2.5), round(Int, 3.5)) #> (2.57, 1200.0, 1200.0, 2, 4)

(floor(Int, -2.5), ceil(2.1, digits = 0), trunc(Int, -2.7), floor(2.567, digits = 1)) #> (-3, 3.0, -2, 2.5)

(clamp(7, 0, 5), clamp(-1.5, 0, 5), sign(-3), sign(2.5)) #> (5, 0.0, -1, 1.0)

(zero(2.5), one(3), zero(Int), one(Float64), zero([1.0, 2.0]), float([1, 2])) #> (0.0, 1, 0, 1.0, [0.0, 0.0], [1.0, 2.0])

(typemax(Int), typemin(Int), typemax(Float64), eps()) #> (9223372036854775807, -9223372036854775808, Inf, 2.220446049250313e-16)

(1 ≈ 1 + 1e-12, [1, 2] ≈ [1.0, 2.0 + 1e-12], isapprox(1, 1.1, atol = 0.2), isapprox(1, 1.1, rtol = 0.01)) #> (true, true, true, false)

(deg2rad(180), rad2deg(π), sincos(0), copysign(3, -1), signbit(-2)) #> (3.141592653589793, 180.0, (0.0, 1.0), -3, true)

(isequal(NaN, NaN), isless(1, 2), something(nothing, 3), isnothing(nothing)) #> (true, true, 3, true)

gcd(1.5, 2)
#! MethodError: no method matching gcd(::Float64, ::Int64)
#? It takes whole numbers.

filter(>(2), [1, 2, 3]) #> 1-element Array{Int64,1}:
#>  3
