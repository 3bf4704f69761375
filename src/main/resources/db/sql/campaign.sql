-- name: insert
-- The id may be the caller's own: one that is taken is no error, the caller is told by the count. One that was lost with
-- the database of before a restore counts on, so that it is never behind what is remembered of it.
insert into campaign (id, id_given_out, account_id, name, session_id, status, revision, version, changes, run,
                      max_recipients, target_recipients, sleep_millis,
                      <audience/targeting-columns>,
                      audience_size, claims, claimed_count, sent_count, failed_count, uncertain_count, created_at)
values (:id, :givenOut, :account, :name, :session, 'created', 1, 1,
        1 + coalesce((select changes from lost_campaign where campaign_id = :id), 0), 0,
        :limit, :target, :sleep,
        <audience/targeting-values>,
        :audience, coalesce((select claims from lost_campaign where campaign_id = :id), 0), 0, 0, 0, 0, :at)
on conflict (id) do nothing

-- name: id-given-out
-- of: everybody (ids are the installation's)
select id_given_out from campaign where id = :id

-- name: campaign
-- of: everybody (what stands around it says of whom)
-- What <campaign> stands for below.
select c.*, r.text, r.format, r.extras, r.personal, s.account_id as session_account_id, s.name as session_name,
       s.kind as session_kind, s.via as session_via, s.phone as session_phone, s.rate as session_rate,
       s.paid_broadcast as session_paid_broadcast
  from campaign c
  join revision r on r.campaign_id = c.id and r.number = c.revision
  join session s on s.id = c.session_id

-- name: all
-- of: everybody (a start, and what a restore stops)
<campaign>

-- name: find
<campaign>
 where c.id = :id
   and (cast(:scope as bigint) is null or c.account_id = :scope)

-- name: of-session
-- within: session
<campaign>
 where c.session_id = :session

-- name: page
-- Newest first, behind a place in that order.
<campaign>
 where (c.created_at < :at or (c.created_at = :at and c.id < :id))
   and (cast(:account as bigint) is null or c.account_id = :account)
   and (cast(:scope as bigint) is null or c.account_id = :scope)
   and (cast(:status as varchar(10)) is null or c.status = :status)
 order by c.created_at desc, c.id desc
 limit :size

-- name: listed
-- What the list's search and filters ask of the campaign "c" with its text "r".
(c.archived_at is null or :archived)
   and (c.uncertain_count > 0 or not :undecided)
   and (cast(:scope as bigint) is null or c.account_id = :scope)
   and (cast(:status as varchar(10)) is null or c.status = :status)
   and (cast(:session as bigint) is null or c.session_id = :session)
   and (cast(:text as varchar(500)) is null
        or cast(c.id as varchar(20)) like :id
        or lower(c.name) like lower(:text) escape '!'
        or lower(r.text) like lower(:text) escape '!')

-- name: list
-- For the pages of the list: search and filters are bound, the order is one of those that the code knows. A search is
-- for the beginning of an id or anything in name and text. "nulls last", since the databases differ there.
<campaign>
 where <campaign/listed>
 order by <order> nulls last, c.id desc
 limit :size offset :offset

-- name: count-list
select count(*)
  from campaign c
  join revision r on r.campaign_id = c.id and r.number = c.revision
 where <campaign/listed>

-- name: change
-- The guard: a change is made to the campaign that was read, or not at all. Counters are not touched, they belong
-- to the ledger and move on their own.
update campaign
   set account_id = :account, name = :name, session_id = :session, status = :status, revision = :revision,
       version = :version, changes = :changes + 1, run = :run,
       max_recipients = :limit, target_recipients = :target, sleep_millis = :sleep,
       (<audience/targeting-columns>) = (<audience/targeting-values>),
       audience_size = :audience, end_kind = :endKind, error = :error, error_said = :errorSaid,
       updated_at = :updated, started_at = :started, completed_at = :completed, archived_at = :archived
 where id = :id
   and changes = :changes

-- name: hold
-- within: campaign
-- The guard of a deletion: whoever changes the campaign at the same time waits for this row, and finds none.
update campaign set changes = changes where id = :id and changes = :changes

-- name: has-deliveries
-- within: campaign
select 1 from delivery where campaign_id = :id limit 1

-- name: lose-deleted
-- within: campaign
-- The data directory remembers the campaign, and would take this database for an older one without it.
insert into lost_campaign (campaign_id, claims, changes)
select id, claims, changes from campaign where id = :id
on conflict (campaign_id) do update
   set claims = excluded.claims, changes = excluded.changes

-- name: delete-revisions
-- within: campaign
delete from revision where campaign_id = :id

-- name: delete-activity
-- within: campaign
delete from activity where campaign_id = :id

-- name: delete
-- within: campaign
delete from campaign where id = :id

-- name: is-taken
-- of: everybody (ids are the installation's)
select 1 from campaign where id = :id

-- name: is-lost
-- of: everybody (ids are the installation's)
-- A campaign of that number was there before a restore: it is not given out again.
select 1 from maybe_reached where campaign_id = :id
union
select 1 from lost_campaign where campaign_id = :id

-- name: insert-revision
-- within: campaign
insert into revision (campaign_id, number, text, format, extras, personal, created_at, sent_count)
values (:campaign, :number, :text, :format, :extras, :personal, :at, 0)

-- name: rewrite-revision
-- within: campaign
-- Of a draft, as it is written. What anybody got is never rewritten.
update revision
   set text = :text, format = :format, extras = :extras, personal = :personal, created_at = :at
 where campaign_id = :campaign
   and number = :number
   and sent_count = 0

-- name: revisions
-- within: campaign
select number, text, format, extras, personal, created_at, sent_count
  from revision
 where campaign_id = :campaign
   and number > :after
 order by number
 limit :size

-- name: newest-revisions
-- within: campaign
select number, text, format, extras, personal, created_at, sent_count
  from (select number, text, format, extras, personal, created_at, sent_count
          from revision
         where campaign_id = :campaign
         order by number desc
         limit :size) newest
 order by number

-- name: any
-- of: everybody (whether the installation is new)
select 1 from campaign limit 1

-- name: extras
-- of: everybody (files that nobody uses)
-- Of all revisions of all campaigns: any of them may be looked at, cloned or sent again.
select distinct extras from revision where extras is not null

-- name: insert-activity
-- within: campaign
insert into activity (campaign_id, number, at, type, details, details_said, actor)
select :campaign, coalesce(max(number), 0) + 1, :at, :type, :details, :detailsSaid, :actor
  from activity
 where campaign_id = :campaign

-- name: activity
-- within: campaign
select at, type, details, details_said, actor
  from activity
 where campaign_id = :campaign
 order by number desc
 limit :size

-- name: newest-activity
-- of: everybody (a start)
-- At a start, of the campaigns that are looked at most.
select campaign_id, at, type, details, details_said, actor
  from (select a.*, row_number() over (partition by a.campaign_id order by a.number desc) as place
          from activity a
         where a.campaign_id in (select id from campaign order by created_at desc, id desc limit :campaigns)) newest
 where place <= :size
 order by campaign_id, number desc

-- name: forget-activity
-- of: everybody (by age alone)
-- A few at a time, so that nobody waits long to write.
delete from activity
 where (campaign_id, number) in (select campaign_id, number from activity where at < :before limit :size)
