f(x) = f(x + 1)
f(1)
#! StackOverflowError:
#? `f` keeps calling itself (10000 calls deep): give it a case in which it stops, or use a loop.
#@ 1:8

while true
end
#! stopped after 20 million steps: the loop never ends
#@ 1:1

for i in 1:3000
  println(i % 2)
  i == 2 && break
end #> 1
#> 0

collect(1:10^9)
#! OutOfMemoryError: 1000000000 entries

f() = sum(i for i in 1:10^9)
f()
#! OutOfMemoryError: 4000001 entries

s = "ab"
for i in 1:40
  s = s * s
end
#! stopped: the text is longer than 1 MiB

t = (1, 2)
for i in 1:40
  t = (t..., t...)
end
#! OutOfMemoryError: 4194304 entries

t = ()
for i in 1:100000
  t = (t,)
end
length(t) #> 1

s = "ab"
for i in 1:17
  s = s * s
end
t = s[1:end]
length(t) #> 262144

1:10^18 == 1:10^18 #> true

2 in 1:10^18 #> true

t = (1, 2)
for i in 1:40
  t = (t, t)
end
t == t
#! stopped after 20 million steps

t = (1, 2)
for i in 1:40
  t = (t, t)
end
length(string(t)) < 70_000 #> true
