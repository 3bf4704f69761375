package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.util.List;

/**
 * A message in the box of an account.
 *
 * @param id ascending within the account
 * @param date epoch seconds
 * @param photo null without one
 * @param edited epoch seconds; 0: never
 * @param randomId the client's mark, by which it knows a message again; 0 for what came in
 */
record StoredMessage(
        int id,
        Person self,
        Person peer,
        boolean out,
        int date,
        String text,
        List<TlObject> entities,
        TlObject photo,
        int edited,
        long randomId) {

    StoredMessage withText(String other, int at) {
        return new StoredMessage(id, self, peer, out, date, other, List.of(), photo, at, randomId);
    }

    TlObject tlMessage() {
        return tl("message")
                .with("out", out ? true : null)
                .with("id", id)
                .with("from_id", out ? self.tlPeer() : null)
                .with("peer_id", peer.tlPeer())
                .with("date", date)
                .with("message", text)
                .with("media", photo)
                .with("entities", entities.isEmpty() ? null : entities)
                .with("edit_date", edited == 0 ? null : edited);
    }
}
