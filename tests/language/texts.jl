name = "Ada"
"Hello, $name: $(1 + 2)" #> "Hello, Ada: 3"

println("v = $([1.0, 2.0])") #> v = [1.0, 2.0]

println("a\tb\\ \"q\" \$5") #> a	b\ "q" $5

"""
  two
    lines
  """ #> "two\n  lines\n"

"""one "quoted" line""" #> "one \"quoted\" line"

"ab" * "cd" #> "abcd"

"ab"^3 #> "ababab"

(length("αβγ"), "abc"[2], "abc"[end], "abc"[2:3]) #> (3, 'b', 'c', "bc")

'a' + 1 #> 'b': ASCII/Unicode U+0062 (category Ll: Letter, lowercase)

Int('a') #> 97

:name #> :name

Symbol("a", 1) #> :a1

string(1, " and ", 2.5, :s, 'c') #> "1 and 2.5sc"

string("v", [1, 2], (1, "a")) #> "v[1, 2](1, \"a\")"

(occursin("b", "abc"), startswith("abc", "a"), uppercase("abc")) #> (true, true, "ABC")

join(["a", "b"], "-") #> "a-b"

parse(Int, "42") + parse(Float64, "0.5") #> 42.5

for (i, c) in enumerate("ab")
  print(i, c, " ")
end
#> 1a 2b

"a" < "b" #> true

repr("a\nb") #> "\"a\\nb\""

"$" 
#! syntax: invalid interpolation syntax: "$"

"abc
#! syntax: incomplete: invalid string syntax

'ab'
#! syntax: invalid character literal
