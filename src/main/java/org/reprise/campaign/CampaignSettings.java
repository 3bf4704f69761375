package org.reprise.campaign;

import java.time.Duration;
import org.reprise.audience.Targeting;
import org.reprise.message.Message;
import org.reprise.telegram.Session;

/**
 * What an operator decides about a campaign.
 *
 * @param name what operators call it, up to 200 characters, or null
 * @param session that sends it
 * @param pace least time between two of its messages
 * @param targeting whom it is for
 */
public record CampaignSettings(
        long accountId,
        String name,
        Session session,
        Message message,
        Limits limits,
        Duration pace,
        Targeting targeting) {

    CampaignSettings withAccount(long id) {
        return new CampaignSettings(id, name, session, message, limits, pace, targeting);
    }

    CampaignSettings withName(String to) {
        return new CampaignSettings(accountId, to, session, message, limits, pace, targeting);
    }

    CampaignSettings withSession(Session by) {
        return new CampaignSettings(accountId, name, by, message, limits, pace, targeting);
    }

    CampaignSettings withMessage(Message to) {
        return new CampaignSettings(accountId, name, session, to, limits, pace, targeting);
    }

    CampaignSettings withLimits(Limits to) {
        return new CampaignSettings(accountId, name, session, message, to, pace, targeting);
    }

    CampaignSettings withPace(Duration to) {
        return new CampaignSettings(accountId, name, session, message, limits, to, targeting);
    }

    CampaignSettings withTargeting(Targeting to) {
        return new CampaignSettings(accountId, name, session, message, limits, pace, to);
    }

    /** Whether both say the same; a session is the same by its id, whatever is known of it now. */
    boolean sayTheSameAs(CampaignSettings other) {
        return session.id() == other.session.id() && equals(other.withSession(session));
    }

    /** Whether they are for the same people, before any limit. */
    boolean haveTheAudienceOf(CampaignSettings other) {
        return session.id() == other.session.id() && targeting.equals(other.targeting);
    }
}
