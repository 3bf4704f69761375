-- Contacts and opt-outs. One text for SQLite and PostgreSQL.

-- name: their-categories
-- of: everybody (whoever includes it has found the contact within its session)
-- The categories "k" of the contact "c".
contact_category i join category k on k.id = i.category_id
where i.session_id = c.session_id and i.user_id = c.user_id

-- name: contact
-- of: everybody (whoever includes it has found the contact within its session)
-- All that is known of a contact "c" but its id, for ContactRow.
-- No name of a category has a line's end in it.
c.username, c.first_name, c.last_name, c.phone, c.language,
c.first_message_at, c.last_message_at, c.opted_in_at, c.opt_in_source,
(select string_agg(k.name, '
') from <audience/their-categories>) as categories

-- name: contact-details
-- of: everybody (whoever includes it has found the contact within its session)
-- The same with what the account keeps of it, for ContactRow.withDetails. A run has no use for that.
<audience/contact>, c.attributes, c.zone, c.zone_source,
(select string_agg(t.name, '
') from contact_tag i join tag t on t.id = i.tag_id where i.session_id = c.session_id and i.user_id = c.user_id) as tags

-- name: page
-- within: session
-- Keyset, not offset: the millionth page costs what the first does, and a page can be asked for again after a crash.
select c.user_id, <audience/contact>
from contact c
where session_id = :session and user_id > :after
order by user_id
limit :size

-- name: find
-- within: session
select c.user_id, <audience/contact-details>
from contact c
where session_id = :session and user_id = :user

-- name: erase
-- within: session
delete from contact where session_id = :session and user_id = :user

-- name: note-erased
-- within: session
insert into erased_contact (session_id, user_id, at) values (:session, :user, :at)
on conflict (session_id, user_id) do update set at = excluded.at

-- name: countAll
-- within: session
select count(*) from contact where session_id = :session

-- name: targeted
-- within: session
-- What makes the contact "c" one whom a campaign is for. <selected> is its targeting's rule (Condition).
c.session_id = :session and <selected>

-- name: candidates
-- within: session
-- As "page", for a run: whom the targeting selects, beside those whom it does not, so that no page is longer than another.
select c.user_id, <selected> as selected
from contact c
where c.session_id = :session and c.user_id > :after
order by c.user_id
limit :size

-- name: selectedAmong
-- within: session
-- Right before they are claimed: what a rule asks may have changed since their page was read.
select c.user_id
from contact c
where <audience/targeted> and c.user_id in (select value from <each_id>)

-- name: values
-- within: session
-- For a batch of claims, whose messages are filled.
select c.user_id, c.username, c.first_name, c.last_name, c.phone, c.language, c.attributes
from contact c
where c.session_id = :session and c.user_id in (select value from <each_id>)

-- name: next-selected
-- within: session
-- The next one whom a campaign is for, in the order in which they get it.
select c.user_id
from contact c
where <audience/targeted> and c.user_id > :after
order by c.user_id
limit 1

-- name: targeting-columns
-- What a campaign stores of its targeting, here and below in one order.
chat_start_time, chat_start_time_cmp, newest_chat_time, newest_chat_time_cmp,
categories, include_categories, exclude_categories, rule

-- name: targeting-values
cast(:chat_start_time as bigint), :chat_start_time_cmp, cast(:newest_chat_time as bigint), :newest_chat_time_cmp,
:categories, :include_categories, :exclude_categories, :rule

-- name: countSelected
-- The selected, less those of them who opted out. Counting the opt-outs apart costs a look-up for each opt-out; an
-- anti-join would cost one for each contact, and there are thousands of contacts to an opt-out. "cross join" keeps
-- SQLite from walking the contacts in that half; PostgreSQL orders the join itself.
select (
    select count(*)
    from contact c
    where <audience/targeted>
) - (
    select count(*)
    from opt_out o cross join contact c
    where o.account_id = :account
      and c.user_id = o.user_id
      and <audience/targeted>
)

-- name: place
-- of: everybody (whoever includes it reads contacts of a session)
-- Where a contact stands among all that can be drawn, by its id alone. No product leaves 64 bits.
(((user_id % 2147483647 * 1160412347 + 892381127) % 2147483647)
     * ((user_id % 2147483647 * 1160412347 + 892381127) % 2147483647) + 1160412347) % 2147483647

-- name: drawn
-- of: everybody (whoever includes it reads contacts of a session)
-- In the very words of the index contact_drawn, or no database would use it.
<audience/place> % 64 = 0

-- name: count-drawn
-- within: session
select count(*) from contact where session_id = :session and <audience/drawn>

-- name: among-drawn
-- within: session
-- That the contact "c" is in a sample: their ids come from the index alone, then each is looked up by its key. Beside
-- the other conditions instead, SQLite would walk over all contacts.
c.user_id in (
    select user_id
    from contact
    where session_id = :session and <audience/drawn> and <audience/place> % :oneIn = 0
)

-- name: countSampled
-- As "countSelected", of those who are drawn: they are few, so that each is looked up in the opt-outs.
select count(*)
from contact c
where <audience/targeted>
  and <sampled>
  and not exists (select 1 from opt_out o where o.account_id = :account and o.user_id = c.user_id)

-- name: insert
-- within: session
-- The count of each row tells the new from the known; the known go through "merge" and "vouch".
insert into contact (session_id, user_id, username, first_name, last_name, phone, language,
                     first_message_at, last_message_at, opted_in_at, opt_in_source, attributes, zone, zone_source)
values (:session, :userId, :username, :firstName, :lastName, :phone, :language,
        :firstMessageAt, :lastMessageAt, :optedInAt, :optInSource,
        cast(:storedAttributes as <json_object>), :zone, :zoneSource)
on conflict (session_id, user_id) do nothing

-- name: merged-attributes
-- Those of the row with those that were brought put onto them; a null among the two makes the whole null.
coalesce(<patched>(contact.attributes <by> excluded.attributes), excluded.attributes, contact.attributes)

-- name: merge
-- within: session
-- What is absent erases nothing; the chat begins at its earliest known sign and its newest message is the newest of
-- both. The last "where" leaves a row alone that would not change, so its count tells the changed, and importing the
-- same file again writes nothing. An upsert rather than an update, so that each value is bound once.
insert into contact (session_id, user_id, username, first_name, last_name, phone, language,
                     first_message_at, last_message_at, opted_in_at, opt_in_source, attributes, zone, zone_source)
values (:session, :userId, :username, :firstName, :lastName, :phone, :language,
        :firstMessageAt, :lastMessageAt, :optedInAt, :optInSource,
        cast(:storedAttributes as <json_object>), :zone, :zoneSource)
on conflict (session_id, user_id) do update set
    username = coalesce(excluded.username, contact.username),
    first_name = coalesce(excluded.first_name, contact.first_name),
    last_name = coalesce(excluded.last_name, contact.last_name),
    phone = coalesce(excluded.phone, contact.phone),
    language = coalesce(excluded.language, contact.language),
    first_message_at = case when contact.first_message_at <= excluded.first_message_at
                            then contact.first_message_at
                            else coalesce(excluded.first_message_at, contact.first_message_at) end,
    last_message_at = case when contact.last_message_at >= excluded.last_message_at
                           then contact.last_message_at
                           else coalesce(excluded.last_message_at, contact.last_message_at) end,
    opted_in_at = coalesce(excluded.opted_in_at, contact.opted_in_at),
    opt_in_source = coalesce(excluded.opt_in_source, contact.opt_in_source),
    attributes = <audience/merged-attributes>,
    zone = coalesce(excluded.zone, contact.zone),
    zone_source = case when coalesce(excluded.zone, contact.zone) is distinct from contact.zone
                       then excluded.zone_source
                       else contact.zone_source end
where coalesce(excluded.username, contact.username) is distinct from contact.username
   or coalesce(excluded.first_name, contact.first_name) is distinct from contact.first_name
   or coalesce(excluded.last_name, contact.last_name) is distinct from contact.last_name
   or coalesce(excluded.phone, contact.phone) is distinct from contact.phone
   or coalesce(excluded.language, contact.language) is distinct from contact.language
   or excluded.first_message_at < contact.first_message_at
   or excluded.first_message_at is not null and contact.first_message_at is null
   or excluded.last_message_at > contact.last_message_at
   or excluded.last_message_at is not null and contact.last_message_at is null
   or coalesce(excluded.opted_in_at, contact.opted_in_at) is distinct from contact.opted_in_at
   or coalesce(excluded.opt_in_source, contact.opt_in_source) is distinct from contact.opt_in_source
   or excluded.attributes is not null and <audience/merged-attributes> is distinct from contact.attributes
   or coalesce(excluded.zone, contact.zone) is distinct from contact.zone

-- name: vouch
-- within: session
-- An operator's word counts only where nothing better is known, so it never moves a time that is stored.
update contact
set first_message_at = :firstMessageAt, opted_in_at = :optedInAt, opt_in_source = :optInSource
where session_id = :session and user_id = :userId
  and first_message_at is null and last_message_at is null and opted_in_at is null

-- name: optOutsAmong
-- Asked for each page before it is claimed. "in (values ...)" is a look-up by the whole key for each of them in both
-- databases. After a bare "in (...)" PostgreSQL compared every opt-out of the account with the whole list (50 ms a
-- page instead of 4), and as a join SQLite took 25 ms instead of 1.
select user_id, at, cause from opt_out where account_id = :account and user_id in (values <users>)

-- name: optOut
-- The first wish is the one that counts; saying it again changes neither its time nor its source. A wish outlives a
-- block, and a block a deactivated account: whoever only comes back must not lose the STOP they wrote. What an operator
-- noted can be taken back for a while ("takeBackOptOut"), so a wish that is told by others takes its place.
insert into opt_out (account_id, user_id, at, source, cause) values (:account, :user, :at, :source, :cause)
on conflict (account_id, user_id) do update
    set at = excluded.at, source = excluded.source, cause = excluded.cause
    where opt_out.cause <> 'ASKED' and excluded.cause <> 'DEACTIVATED' and excluded.cause <> opt_out.cause
       or opt_out.cause = 'ASKED' and excluded.cause = 'ASKED'
          and opt_out.source = 'operator' and excluded.source <> 'operator'

-- name: takeBackOptOut
delete from opt_out
where account_id = :account and user_id = :user and cause = 'ASKED' and source = :source and at >= :since

-- name: stored-opt-out
select at, source, cause from opt_out where account_id = :account and user_id = :user

-- name: removeOptOut
delete from opt_out where account_id = :account and user_id = :user

-- name: hasNotAsked
-- Whether they are left out, and not by their own wish.
select count(*) from opt_out where account_id = :account and user_id = :user and cause <> 'ASKED'

-- name: cameBack
delete from opt_out where account_id = :account and user_id = :user and cause <> 'ASKED'

-- name: leftOut
-- From the opt-outs, as in "countSelected": they are few, and each is a look-up in the contacts.
select o.cause, count(*) as people
from opt_out o cross join contact c
where o.account_id = :account
  and c.user_id = o.user_id
  and <audience/targeted>
group by o.cause

-- name: list
-- within: session
-- By offset, for people who turn pages. Only the ids are walked over; at a million contacts the last page takes a
-- third of a second at the most.
select c.user_id, <audience/contact>
from contact c
where session_id = :session
order by user_id
limit :size offset :offset

-- name: list-reachable
-- within: session
-- As "list", without those whom campaigns leave out: a look-up by key for each contact that is walked over.
select c.user_id, <audience/contact>
from contact c
where session_id = :session
  and not exists (select 1 from opt_out o where o.account_id = :account and o.user_id = c.user_id)
order by user_id
limit :size offset :offset

-- name: list-left-out
-- From the opt-outs, as in "leftOut": they are few, and each is a look-up in the contacts.
select c.user_id, <audience/contact>
from opt_out o cross join contact c
where o.account_id = :account
  and o.cause = :cause
  and c.session_id = :session
  and c.user_id = o.user_id
order by o.user_id
limit :size offset :offset

-- name: some
-- within: session
select c.user_id, <audience/contact>
from contact c
where session_id = :session and user_id in (values <users>)
order by user_id

-- name: beginningWith
-- within: session
-- A range of the index on lower(<column>), a column's own name. "is not null" lets SQLite see that the index holds all
-- that can match. lower() knows A to Z alone on both databases; the caller asks again for other letters' capitals.
select user_id
from contact
where session_id = :session
  and <column> is not null
  and lower(<column>) >= :from and lower(<column>) < :to
order by lower(<column>), user_id
limit :size

-- name: category-columns
id, account_id, name, description, keywords, examples, regex, created_at, updated_at

-- name: categories
select <audience/category-columns>
from category
where account_id = :account
order by name, id

-- name: category
select <audience/category-columns>
from category
where account_id = :account and id = :id

-- name: add-category
insert into category (<audience/category-columns>)
values (:id, :account, :name, :description, :keywords, :examples, :regex, :at, :at)
on conflict (account_id, name) do nothing

-- name: change-category
update category
set name = :name, description = :description, keywords = :keywords, examples = :examples, regex = :regex,
    updated_at = :at
where account_id = :account and id = :id
  and not exists (select 1 from category o where o.account_id = :account and o.name = :name and o.id <> :id)

-- name: delete-category
delete from category where account_id = :account and id = :id

-- name: empty-category
-- within: category
delete from contact_category where category_id = :category

-- name: people-in-categories
-- How many contacts of the account's sessions are in each.
select k.id, count(i.user_id) as people
from category k left join contact_category i on i.category_id = k.id
where k.account_id = :account
group by k.id

-- name: put-into-category
-- within: session
-- Only whoever is a contact, and a category that is there still. Who is in it stays since when they were put there.
insert into contact_category (session_id, user_id, category_id, at)
select c.session_id, c.user_id, k.id, :at
from contact c cross join category k
where c.session_id = :session and c.user_id = :user and k.id = :category and k.account_id = :account
on conflict (session_id, user_id, category_id) do nothing

-- name: take-out-of-categories
-- within: session
delete from contact_category where session_id = :session and user_id = :user

-- name: category-names
select name from category where account_id = :account

-- name: tag-names
select name from tag where account_id = :account

-- name: segment-columns
id, account_id, name, rule, version, created_at, updated_at

-- name: segments
select <audience/segment-columns>
from segment
where account_id = :account
order by name, id

-- name: segment
select <audience/segment-columns>
from segment
where account_id = :account and id = :id

-- name: segment-named
select <audience/segment-columns>
from segment
where account_id = :account and name = :name

-- name: add-segment
insert into segment (<audience/segment-columns>)
values (:id, :account, :name, :rule, :version, :at, :at)
on conflict (account_id, name) do nothing

-- name: change-segment
update segment
set name = :name, rule = :rule, version = :version, updated_at = :at
where account_id = :account and id = :id and version = :before
  and not exists (select 1 from segment o where o.account_id = :account and o.name = :name and o.id <> :id)

-- name: delete-segment
delete from segment where account_id = :account and id = :id

-- name: has-campaign
select count(*) from campaign where id = :campaign and account_id = :account

-- name: edit
-- within: session
-- Attributes are put onto those that the row has now; none at all is null.
update contact
set username = :username, first_name = :firstName, last_name = :lastName, phone = :phone, language = :language,
    zone = :zone, zone_source = :zoneSource,
    attributes = nullif(<patched>(coalesce(attributes, cast('{}' as <json_object>)) <by> cast(:patch as <json_object>)),
                        cast('{}' as <json_object>))
where session_id = :session and user_id = :user

-- name: attributes
select id, account_id, name, type
from attribute
where account_id = :account
order by name

-- name: attribute
select id, account_id, name, type
from attribute
where account_id = :account and id = :id

-- name: add-attribute
insert into attribute (id, account_id, name, type, created_at)
values (:id, :account, :name, :type, :at)
on conflict (account_id, name) do nothing

-- name: delete-attribute
delete from attribute where account_id = :account and id = :id

-- name: with-attribute
-- What makes the contact "c" one of the account's who has a value of an attribute.
c.session_id in (select s.id from session s where s.account_id = :account)
and c.attributes ->> cast(:name as text) is not null

-- name: people-with-attribute
select count(*) from contact c where <audience/with-attribute>

-- name: erase-values
update contact as c
set attributes = nullif(<patched>(c.attributes <by> cast(:nothing as <json_object>)), cast('{}' as <json_object>))
where <audience/with-attribute>

-- name: tags
select id, account_id, name
from tag
where account_id = :account
order by name, id

-- name: tag
select id, account_id, name
from tag
where account_id = :account and id = :id

-- name: add-tag
insert into tag (id, account_id, name, created_at)
values (:id, :account, :name, :at)
on conflict (account_id, name) do nothing

-- name: delete-tag
delete from tag where account_id = :account and id = :id

-- name: people-with-tags
-- How many contacts of the account's sessions have each.
select t.id, count(i.user_id) as people
from tag t left join contact_tag i on i.tag_id = t.id
where t.account_id = :account
group by t.id

-- name: put-tag
-- within: session
-- Only on whoever is a contact, and a tag that is there still. Who has it has it since when it was put on them.
insert into contact_tag (session_id, user_id, tag_id, at)
select c.session_id, c.user_id, t.id, :at
from contact c cross join tag t
where c.session_id = :session and c.user_id = :user and t.id = :tag and t.account_id = :account
on conflict (session_id, user_id, tag_id) do nothing

-- name: tags-among
-- within: session
select user_id, tag_id
from contact_tag
where session_id = :session and user_id in (select value from <each_id>)

-- name: known-among
-- within: session
select user_id
from contact
where session_id = :session and user_id in (select value from <each_id>)

-- name: take-tag
-- within: session
delete from contact_tag where session_id = :session and user_id = :user and tag_id = :tag

-- name: take-tags-off
-- within: session
delete from contact_tag where session_id = :session and user_id = :user

-- name: take-off-everybody
-- within: tag
delete from contact_tag where tag_id = :tag

-- name: count-tagged
-- within: session
select count(*) from contact_tag where tag_id = :tag and session_id = :session

-- name: left-out-tagged
select o.cause, count(*) as people
from contact_tag i join opt_out o on o.account_id = :account and o.user_id = i.user_id
where i.tag_id = :tag and i.session_id = :session
group by o.cause

-- name: list-tagged
-- All of them, or those whom campaigns leave out for the cause, or, with an empty one, those whom they do not.
select c.user_id, <audience/contact>
from contact_tag i
join contact c on c.session_id = i.session_id and c.user_id = i.user_id
left join opt_out o on o.account_id = :account and o.user_id = i.user_id
where i.tag_id = :tag and i.session_id = :session
  and (:all = 1 or coalesce(o.cause, '') = :cause)
order by i.user_id
limit :size offset :offset

-- name: tagged-among
-- within: session
select user_id
from contact_tag
where session_id = :session and tag_id = :tag and user_id in (select value from <each_id>)

-- name: receive
-- within: session
insert into received (session_id, user_id, at, mark, text) values (:session, :user, :at, :mark, :text)
on conflict (session_id, user_id, at, mark) do nothing

-- name: received
-- within: session
select at, text
from received
where session_id = :session and user_id = :user
order by at desc, mark desc
limit :size

-- name: received-page
select r.session_id, r.user_id, r.at, r.mark, r.text
from received r
where (r.session_id, r.user_id, r.at, r.mark) > (:session, :user, :at, :mark)
  and r.session_id in (select s.id from session s where s.account_id = :account)
order by r.session_id, r.user_id, r.at, r.mark
limit :size

-- name: forget-received
-- within: session
delete from received where session_id = :session and user_id = :user

-- name: forget-old-received
-- of: everybody (by age alone)
-- A few at a time.
delete from received
where (session_id, user_id, at, mark) in (select session_id, user_id, at, mark
                                          from received
                                          where at < :before
                                          limit :size)
