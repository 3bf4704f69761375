-- One contact in 64, drawn by their user ids, so that many can be counted by some of them: audience/drawn in db/sql has
-- the same words. Ids are spread by arithmetic, not by their order, so that neighbours are drawn as seldom as strangers.
create index contact_drawn on contact (session_id, user_id)
where (((user_id % 2147483647 * 1160412347 + 892381127) % 2147483647)
     * ((user_id % 2147483647 * 1160412347 + 892381127) % 2147483647) + 1160412347) % 2147483647 % 64 = 0;
