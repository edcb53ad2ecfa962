(1 + 2
#! syntax: incomplete: premature end of input
#? A closing `)` is missing.

1 +
#! syntax: incomplete: premature end of input
#? The code stops halfway: a closing bracket, or what follows an operator, is missing.

1 + 2)
#! syntax: unexpected ")"
#? It has no matching opening bracket, or something is missing before it.
#@ 1:6

x = 3 4
#! syntax: extra token "4" after end of expression
#? Two expressions are next to each other: put an operator between them (`*` for a product), or start a new line.
#@ 1:7

0x
#! syntax: invalid numeric constant "0x"
#? Numbers that begin with `0x`, `0b` or `0o` are hexadecimal, binary or octal; for a product, write `0 * x`.
#@ 1:1

2.x
#! syntax: numeric constant "2." cannot be implicitly multiplied because it ends with "."

function f(x)
  x + 1
#! syntax: incomplete: "function" at none:1 requires end
#? The `function` that begins here is never closed: add a line with `end`.
#@ 1:1

for i in 1:3
  if i > 1
    print(i)
end
#! syntax: incomplete: "for" at none:1 requires end

end
#! syntax: unexpected "end"
#@ 1:1

if x = 3
end
#! syntax: unexpected "="
#? To compare in a condition, write `==`; a single `=` assigns a value to a name.
#@ 1:6

1 = x
#! syntax: invalid assignment location "1"

f(x = 
#! syntax: incomplete: premature end of input

x = ]
#! syntax: unexpected "]"

f(x) = x^2 +
g(x) = 2x
#! syntax: invalid assignment location

€ = 3
#! syntax: invalid character "\u{20ac}"
#? This character has no meaning in Julia: remove it, or put it in a string or a comment.

f(x y)
#! syntax: missing comma or ) in argument list
#? Put a comma between the two entries, or a closing `)` before the second.
#@ 1:5

julia> x = 2
2
julia> x + 1 #> 3

x = @foo 3
#! LoadError: UndefVarError: @foo not defined
