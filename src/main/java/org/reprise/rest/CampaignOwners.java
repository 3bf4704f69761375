package org.reprise.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Optional;
import org.reprise.access.AccountService;
import org.reprise.campaign.SessionService;
import org.reprise.telegram.Session;

/** Asks the caller's account whose things a request is about. */
@Dependent
class CampaignOwners implements CampaignRequest.Owners {
    @Inject
    private AccountService accounts;

    @Inject
    private SessionService sessions;

    @Override
    public long account(Long named) {
        return accounts.meant(named);
    }

    @Override
    public long accountOf(String session) {
        return sessions.accountOf(session);
    }

    @Override
    public Optional<Session> session(long id) {
        return sessions.find(id);
    }

    @Override
    public ZoneId zone() {
        return accounts.zone();
    }
}
