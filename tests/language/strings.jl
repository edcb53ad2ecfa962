(split("a b  c"), split("a,b,,c", ","), split("a,b,c", ",", limit = 2)) #> (SubString{String}["a", "b", "c"], SubString{String}["a", "b", "", "c"], SubString{String}["a", "b,c"])

split("a,,b", ",", keepempty = false) #> 2-element Array{SubString{String},1}:
#>  "a"
#>  "b"

(join(["a", "b"], "-"), join(1:3), join([1, 2, 3], ", ", " and ")) #> ("a-b", "123", "1, 2 and 3")

(strip("  a b "), lstrip(" a "), rstrip(" a "), strip("--a--", '-')) #> ("a b", "a ", " a", "a")

(uppercase("Abc"), lowercase("ABC"), uppercasefirst("abc"), titlecase("ab cd")) #> ("ABC", "abc", "Abc", "Ab Cd")

(occursin("bc", "abcd"), startswith("abc", "ab"), endswith("abc", "ab")) #> (true, true, false)

(lpad(5, 3), rpad("ab", 4, '.'), lpad("7", 3, "0")) #> ("  5", "ab..", "007")

("ab"^3, "ab" * 'c', 'a' + 2, 'd' - 'a') #> ("ababab", "abc", 'c', 3)

('a' < 'b', "abc" < "abd", 'a' >= 'b', "b" <= "a") #> (true, true, false, false)

(isdigit('7'), isletter('x'), isspace(' '), isuppercase('a'), ispunct('!')) #> (true, true, true, false, true)

(parse(Int, "42"), parse(Float64, "2.5"), parse(Int, "ff", base = 16), tryparse(Int, "x")) #> (42, 2.5, 255, nothing)

parse(Int, "4x")
#! ArgumentError: invalid base 10 digit 'x' in "4x"

(map(uppercase, "abc"), filter(isletter, "a1b"), collect("hi"), length("größe")) #> ("ABC", "ab", ['h', 'i'], 5)

(findfirst("l", "hello"), findfirst('l', "hello"), chop("abc"), chomp("ab\n")) #> (3:3, 3, "ab", "ab")

("b" in ["a", "b"], 'b' in "abc", "x" ∉ ["y"]) #> (true, true, true)

strip(3)
#! MethodError: no method matching strip(::Int64)
#? It takes a string.

'~' + 2000000000
#! ArgumentError: the result is not a character
#? No character has that number.

repeat("ab", -1)
#! ArgumentError: can't repeat a string -1 times

length(repeat("ab", 1000000))
#! stopped: the text is longer than 1 MiB
#? Build shorter strings, or print less.
