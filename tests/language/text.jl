"a\tb" #> "a\tb"

println("x = ", 1.5, " ", (1, "a")) #> x = 1.5 (1, "a")

name = "Ada"
"hello $name, $(1 + 1) $(sqrt(4.0)) \$" #> "hello Ada, 2 2.0 \$"

println("quoted \"inner\" and $("nested $(1 + 1)")") #> quoted "inner" and nested 2

"ab" * "cd" #> "abcd"

string(1, " and ", 2.0) #> "1 and 2.0"

"abc" + 1
#! MethodError: no method matching +(::String, ::Int64)

"abc" == "abc" #> true

'c' #> 'c': ASCII/Unicode U+0063 (category Ll: Letter, lowercase)

:name #> :name

length("σx") #> 2

"""
first
  second
""" #> "first\n  second\n"

# a comment
x = 1 # one
#= block #= nested =# =# y = 2
x + #= inner =# y #> 3

(uppercase("abc"), lowercase("ABC")) #> ("ABC", "abc")

println("tracked inside: ", (1, [1.0, 2.0])) #> tracked inside: (1, [1.0, 2.0])

ŷ = 1
ŷ + 1 #> 2

σ₁ = 2; x² = 3; x′ = 4; Δt! = 5
σ₁ + x² + x′ + Δt! #> 14

"abc
#! syntax: incomplete: invalid string syntax
#? The string that begins here has no closing quote.

"$"
#! syntax: invalid interpolation syntax: "$"

error("boom")
#! boom
