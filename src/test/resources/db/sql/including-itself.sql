-- name: first
select 1 where <including-itself/second>

-- name: second
1 = 1 and <including-itself/first>
