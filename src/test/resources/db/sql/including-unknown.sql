-- name: first
select 1 where <example/third>
