-- What tells a restored database from one that lived on (src/adr/0014).

-- name: installation
select id, memory, notice, noticed_at from installation

-- name: install
-- Of two servers that start at the same time one makes the row.
insert into installation (one, id) values (1, :id)
on conflict (one) do nothing

-- name: bind
update installation set memory = :memory

-- name: known
-- of: everybody (a start)
select id as campaign, claims, changes from campaign

-- name: lost
-- of: everybody (a start)
select campaign_id as campaign, claims, changes from lost_campaign

-- name: place
-- Where the tables of a PostgreSQL lie: a dump that is restored makes new ones, a standby that takes over has the same.
select cast(d.oid as bigint) as database, cast('campaign'::regclass::oid as bigint) as campaign
  from pg_database d
 where d.datname = current_database()

-- name: system
select system_identifier from pg_control_system()

-- name: catch-up
-- of: everybody (a start)
-- The campaign counts on from what is remembered, so that the same backup, restored again, is behind again.
update campaign
   set claims = :claims, changes = :changes
 where id = :campaign

-- name: lose
-- of: everybody (a start)
insert into lost_campaign (campaign_id, claims, changes) values (:campaign, :claims, :changes)
on conflict (campaign_id) do update
   set claims = excluded.claims, changes = excluded.changes

-- name: doubt
-- of: everybody (a start)
-- The time is that of the first finding.
insert into maybe_reached (campaign_id, people, noticed_at) values (:campaign, :people, :at)
on conflict (campaign_id) do update
   set people = excluded.people

-- name: notice
-- The time is that of the first finding.
update installation
   set notice = :notice, noticed_at = coalesce(noticed_at, :at)

-- name: doubts
-- One that this database does not know is the first account's: nobody else can tell whose it was.
select m.campaign_id, m.people
  from maybe_reached m
  left join campaign c on c.id = m.campaign_id
 where (cast(:scope as bigint) is null or coalesce(c.account_id, 1) = :scope)
 order by m.campaign_id

-- name: doubt-of
-- within: campaign
select campaign_id, people from maybe_reached where campaign_id = :campaign

-- name: settle
-- within: campaign
delete from maybe_reached where campaign_id = :campaign

-- name: lock-notice
-- Whoever settles takes this row first: two cannot both find the number that they confirm.
update installation set id = id

-- name: settle-all
-- of: everybody (whoever runs the installation)
delete from maybe_reached

-- name: accept
update installation set notice = null, noticed_at = null
