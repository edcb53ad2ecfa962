y = 3
(7y, 2.5y, 4(y - 1), 1/2y, 3y^2, 2^3y, -y^2, -2y^2) #> (21, 7.5, 8, 0.16666666666666666, 27, 512, -9, -18)

f(u) = u + 1
v = [1, 2]
(3f(1), 2v[2], 2π) #> (6, 4, 6.283185307179586)

p = (x = 3,)
5p.x #> 15

2√4
#! syntax: extra token "√" after end of expression

2 * √4 #> 4.0

(2^-1, 4^-1, -2^2, (-2)^2) #> (0.5, 0.25, -4, 4)

2^3^2 #> 512

n = -1
2^n
#! DomainError with -1:
#! Cannot raise an integer x to a negative power -1.
#! Make x or -1 a float by adding a zero decimal (e.g., 2.0^-1 or 2^-1.0 instead of 2^-1), or write 1/x^1, float(x)^-1, x^float(-1) or (x//1)^-1

(1_000, 0x1f, 0b101, 1e3, .5, 5., 2.5e-3) #> (1000, 31, 5, 1000.0, 0.5, 5.0, 0.0025)

1:3-1 #> 1:2

[1 -2] #> 1×2 Array{Int64,2}:
#>  1  -2

[1 - 2] #> 1-element Array{Int64,1}:
#>  -1

u = 5
[u -1; u - 1 3]
#> 2×2 Array{Int64,2}:
#>  5  -1
#>  4   3

W₁, x², x′ = 1, 2, 3
W₁ + x² + x′ #> 6

ŷ = 1
ŷ + 1 #> 2

in = 3
in + 1 #> 4

# a comment #= that is not opened
x = 1 #= block #= nested =# =# + 2
x #> 3

x = 1; y = 2;
x + y; #>

1 +
2 #> 3

(1
 + 2) #> 3

true && 5 #> 5

false || "b" #> "b"

1 < 2 && 3 > 2 ? "yes" : "no" #> "yes"

0x
#! syntax: invalid numeric constant "0x"

9223372036854775807 + 1 #> -9223372036854775808

(7 ÷ 2, -7 ÷ 2, 7 % -3, mod(7, -3), 7 / 2, 6 / 2) #> (3, -3, 1, -2, 3.5, 3.0)

a, b = 1, 2
a, b = b, a
(a, b) #> (2, 1)

(p, (q, r)) = (1, (2, 3))
p + q + r #> 6

a, b = 1, 2, 3
b #> 2

a, b = (1,)
#! BoundsError: attempt to access (1,)
#!   at index [2]

+(1, 2, 3) #> 6

x = y = 4
x + y #> 8

1 ≤ 2 ≠ 3 ≥ 1 #> true
