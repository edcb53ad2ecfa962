using Printf
@sprintf("%.2f", π) #> "3.14"

using Printf
@printf("%d items cost %6.2f\n", 3, 2.5) #> 3 items cost   2.50

using Printf
@sprintf("%5d|%-5d|%05d|%+d|%x", 42, 42, 42, 5, 255) #> "   42|42   |00042|+5|ff"

using Printf
@sprintf("%e|%.1e|%g|%g|%g", 12345.678, 0.00012, 0.0001, 1e10, 100000.0) #> "1.234568e+04|1.2e-04|0.0001|1e+10|100000"

using Printf
@sprintf("%s is %c%%", [1, 2], 'c') #> "[1, 2] is c%"

using Printf
@sprintf("%8.3f|%-8.3f|%08.3f|%f", -1.5, -1.5, -1.5, 1) #> "  -1.500|-1.500  |-001.500|1.000000"

using Printf
for (i, x) in enumerate([0.5, 0.25])
  @printf("step %d: loss %.3f\n", i, x)
end
#> step 1: loss 0.500
#> step 2: loss 0.250

using Printf
@sprintf("%d %d", 1)
#! ArgumentError: @printf: wrong number of arguments
#? Each `%` in the format takes one more argument.

using Printf
@sprintf("%d", "a")
#! MethodError: no method matching @printf(::String)
#? `%d` takes a number; `%s` takes anything.

using Printf
@sprintf("%y", 1)
#! ArgumentError: @printf: invalid format string: %y
#? Behind `%` stand `d` (whole number), `f`, `e` or `g` (number), `s` (anything), `c`, `x`, or `%`.

using Printf
(@sprintf("%.0f", 2.5), @sprintf("%f", Inf), @sprintf("%6.2f", NaN)) #> ("3", "Inf", "   NaN")
