-- Why somebody is left out of every campaign of the account: ASKED for it, BLOCKED the session, or DEACTIVATED, the
-- account is gone. The last two end when the person writes again.
alter table opt_out add column cause varchar(12) not null default 'ASKED';
update opt_out set cause = 'BLOCKED' where source = 'blocked';

-- Whose account was gone already and who did not write since. A sandbox invents such refusals and notes none of them.
insert into opt_out (account_id, user_id, at, source, cause)
select s.account_id, d.user_id, max(d.at), 'deactivated', 'DEACTIVATED'
from delivery d
join campaign k on k.id = d.campaign_id
join session s on s.id = k.session_id
left join contact c on c.session_id = s.id and c.user_id = d.user_id
where d.state = 'FAILED' and d.reason = 'DEACTIVATED' and s.via <> 'SANDBOX'
  and (c.last_message_at is null or c.last_message_at <= d.at)
group by s.account_id, d.user_id
on conflict (account_id, user_id) do nothing;

-- Recipients whom an operator released to be sent to again. The next run begins with them: a limit leaves room for as
-- many as were released, and it must not go to others. A row is of no more use when the recipient is in delivery again.
create table released (
    campaign_id bigint not null,
    user_id     bigint not null,
    primary key (campaign_id, user_id)
) ${clustered};
