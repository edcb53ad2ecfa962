while true
end
#! stopped after 20 million steps: the loop never ends
#? What its condition depends on never changes: change it in the loop, or leave the loop with `break`.
#@ 1:1

x = 1
while x < 2
  y = x + 1
end
#! stopped after 20 million steps: the loop never ends

function f()
  n = 0
  while true
    n += 1
    n > 10^9 && return n
  end
end
f()
#! stopped after 20 million steps
#? This limit keeps the page responsive. If the program needs more, allow this cell ten times as much; otherwise let it do less.
#+ # limits × 10

total = 0
for i in 1:10_000
  for j in 1:10_000
    total += 1
  end
end
#! stopped after 20 million steps, in turn 2,000 of 10,000 of the loop
#+ # limits × 10

# limits × 10
n = 0
for i in 1:30_000_000
  n += 1
end
n #> 30000000

sleep(3)
#! stopped after 2 s
