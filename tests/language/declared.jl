function f()
  x::Int = 2.0
  x
end
f() #> 2

function f()
  x::Float64 = 1
  for i in 1:2
    x += 1
  end
  x
end
f() #> 3.0

function f()
  local x::Float64
  x = 1
  x / 4
end
f() #> 0.25

function f()
  x::Int = 2
  x = 3.5
end
f()
#! InexactError: Int64(3.5)

function f()
  total::Float64 = 0
  add(y) = total += y
  add(1); add(2)
  total
end
f() #> 3.0

n = 0
function inc()
  global n += 1
end
inc(); inc()
n #> 2

n = 1
grow() = (global n *= 3; n)
grow() + grow() #> 12

count = 0
steps = map(1:3) do i
  global count += i
end
(count, steps) #> (6, [1, 3, 6])
