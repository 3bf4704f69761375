-- The answers that repeated requests get again.

-- name: begin
-- within: caller
-- The key decides who is first, on whichever server.
insert into idempotent_request (caller, route, key, at) values (:caller, :route, :key, :at)
on conflict (caller, route, key) do nothing

-- name: take-over
-- within: caller
-- Its server went down before it answered: longer ago than any answer takes, or before the clock was turned back.
update idempotent_request
   set at = :at
 where caller = :caller
   and route = :route
   and key = :key
   and status is null
   and (at < :abandoned or at > :ahead)

-- name: first
-- within: caller
select at, status, fingerprint, location, tag, body
  from idempotent_request
 where caller = :caller
   and route = :route
   and key = :key

-- name: finish
-- within: caller
-- Only by whom it was begun: one who was taken for dead does not answer any more.
update idempotent_request
   set status = :status, fingerprint = :fingerprint, location = :location, tag = :tag, body = :body
 where caller = :caller
   and route = :route
   and key = :key
   and at = :at
   and status is null

-- name: forget
-- within: caller
delete from idempotent_request
 where caller = :caller
   and route = :route
   and key = :key
   and at = :at
   and status is null

-- name: purge
-- of: everybody (by age alone)
delete from idempotent_request where at < :before

-- Which server works on the database. Clocks are not compared: a row that stands still is watched by whoever waits.

-- name: lease
select holder, name, place, epoch, beats, since from server_lease where id = 1

-- name: lease-row
-- A restored database may have lost it.
insert into server_lease (id, holder, name, place, epoch, beats, since) values (1, '', '', '', 0, 0, 0)
on conflict (id) do nothing

-- name: take-lease
-- Only from the row that was watched: of two servers that wait, one wins, and a holder that lives has moved on.
update server_lease
   set holder = :me,
       name = :name,
       place = :place,
       epoch = epoch + 1,
       beats = beats + 1,
       since = :since
 where id = 1
   and holder = :holder
   and epoch = :epoch
   and beats = :beats

-- name: renew-lease
update server_lease set beats = beats + 1 where id = 1 and holder = :me and epoch = :epoch

-- name: release-lease
update server_lease set holder = '', name = '', place = '', beats = beats + 1 where id = 1 and holder = :me and epoch = :epoch

-- name: probe
-- A write as small as there is one, to a row that nobody else needs.
insert into counter (name, value) values ('probe', 1)
on conflict (name) do update set value = counter.value + 1

-- name: next-id
update counter set value = value + 1 where name = :name returning value

-- name: moment-sqlite
-- By hand: a transaction of the driver would be one that writes, and SQLite has one writer at a time.
begin deferred

-- name: moment-postgresql
begin isolation level repeatable read read only

-- name: end-moment
rollback

-- name: however-long
set local statement_timeout = 0

-- name: sqlite-file
-- Null or empty for a database in memory.
select file from pragma_database_list where name = 'main'
