package org.reprise;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses that begin alike.
 *
 * @param first 4 or 16 bytes
 * @param bits how many of them, from the left, all addresses share
 */
public record AddressBlock(InetAddress first, int bits) {
    /** Nothing that would be looked up as a name. */
    private static final Pattern IP = Pattern.compile(
            "(BYTE\\.){3}BYTE|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*".replace("BYTE", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)"));

    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    /** @param text an address, or one with a slash and a number of bits; empty: it is neither */
    static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        var bits = slash < 0 ? "128" : text.substring(slash + 1);
        return address(slash < 0 ? text : text.substring(0, slash))
                .filter(address -> BITS.matcher(bits).matches())
                .map(address -> new AddressBlock(address, slash < 0 ? length(address) : Integer.parseInt(bits)))
                .filter(block -> block.bits <= length(block.first));
    }

    /** An address as it is written with digits; empty: it is none. */
    public static Optional<InetAddress> address(String text) {
        try {
            return IP.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** IPv4 addresses are never in a block of IPv6, and the other way round. */
    public boolean contains(InetAddress address) {
        var mine = first.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((mine[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * 8;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
