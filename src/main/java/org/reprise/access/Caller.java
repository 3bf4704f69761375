package org.reprise.access;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Locale;
import org.reprise.AddressBlock;

/**
 * For whom something is done.
 *
 * @param id of the person or token; null for the others
 * @param name a person's e-mail address, a token's name
 * @param accountId whose things they see and change; 0: nothing
 * @param role null: none at all
 * @param signIn of a person: the sign-in that they came with; null for the others
 * @param origin where the request came from
 */
public record Caller(Kind kind, Long id, String name, long accountId, Role role, Long signIn, Origin origin) {

    /**
     * @param address null: not known
     * @param requestId by which the log has it; null: not known
     */
    public record Origin(String address, String requestId) {
        public static final Origin UNKNOWN = new Origin(null, null);

        private static final int BYTES_OF_A_NETWORK = 8;

        /** What one sender has for themselves: an address of IPv4, 64 bits of IPv6; empty: not known. */
        public String network() {
            return address == null
                    ? ""
                    : AddressBlock.address(address)
                            .map(InetAddress::getAddress)
                            .filter(bytes -> bytes.length > BYTES_OF_A_NETWORK)
                            .map(bytes -> HexFormat.of().formatHex(bytes, 0, BYTES_OF_A_NETWORK) + "/64")
                            .orElse(address);
        }
    }

    public enum Kind {
        PERSON,
        TOKEN,
        /** Whoever is at the machine, while there is nobody who could sign in. */
        LOCAL,
        /** Somebody who did not say who they are: sees nothing, and may do nothing but sign in. */
        NOBODY
    }

    /** The account of an installation that never had another. */
    public static final long FIRST_ACCOUNT = 1;

    public static Caller local(Origin origin) {
        return new Caller(Kind.LOCAL, null, "local", FIRST_ACCOUNT, Role.OWNER, null, origin);
    }

    public static Caller nobody(Origin origin) {
        return nobody("nobody", origin);
    }

    /** @param name what they called themselves */
    static Caller nobody(String name, Origin origin) {
        return new Caller(Kind.NOBODY, null, name, 0, null, null, origin);
    }

    /** @param signIn null: not by one yet */
    static Caller person(Person person, Long signIn, Origin origin) {
        return new Caller(Kind.PERSON, person.id(), person.email(), person.accountId(), person.role(), signIn, origin);
    }

    public boolean has(Role needed) {
        return role != null && role.includes(needed);
    }

    /** Whoever is at the machine may name any account, as before there was sign-in. */
    public boolean maySee(long account) {
        return kind == Kind.LOCAL || account == accountId;
    }

    /** How a line of the log names them, such as {@code person 3}: by no name. Empty: whoever is at the machine. */
    public String inLog() {
        return id == null ? "" : kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }

    /** Whose keys and limits these are; the same at each request of theirs. */
    public String key() {
        return id == null ? "" : kind + " " + id;
    }
}
