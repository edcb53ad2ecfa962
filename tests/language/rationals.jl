1//2 + 1//3 #> 5//6

(2//4, -1//2, 1//-2, 3//1) #> (1//2, -1//2, -1//2, 3//1)

(1//2 + 0.5, 1//2 * 3, 2 - 1//3, (1//2)^2, -(1//2)) #> (1.0, 3//2, 5//3, 1//4, -1//2)

(1//2 < 2//3, 1//2 == 2//4, 1//2 == 0.5, 3//1 == 3) #> (true, true, true, true)

sum([1//2, 1//3, 1//6]) #> 1//1

(numerator(6//4), denominator(6//4), float(1//4), Float64(3//4)) #> (3, 2, 0.25, 0.75)

typeof(1//2) #> Rational{Int64}

0//0
#! ArgumentError: invalid rational: zero(Int64)//zero(Int64)

f(x::Number) = 1
f(x::Real) = 2
f(x::Integer) = 3
(f(1), f(1.5), f(1//2), f(true)) #> (3, 2, 2, 3)

(map(abs, [-1//2]), abs.([-1//2])) #> (Rational{Int64}[1//2], Rational{Int64}[1//2])
