-- An operator ended the copying of the session's chats: it is not begun again before somebody asks for it.
alter table session add column sync_stopped boolean not null default false;
