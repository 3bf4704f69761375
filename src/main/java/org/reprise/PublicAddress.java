package org.reprise;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which IPv4 addresses lie in the public Internet.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA's special-purpose addresses</a>
 */
final class PublicAddress {
    private static final List<String> SPECIAL = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    private PublicAddress() {}

    /** @param address four numbers with points between them */
    static boolean isPublic(String address) {
        var numbers = Stream.of(address.split("\\.")).map(String::length).allMatch(digits -> digits <= 3);
        return numbers
                && Arrays.stream(address.split("\\."))
                        .mapToInt(Integer::parseInt)
                        .allMatch(number -> number <= 255)
                && SPECIAL.stream().noneMatch(block -> contains(block, bits(address)));
    }

    private static boolean contains(String block, long address) {
        var parts = block.split("/");
        int shift = 32 - Integer.parseInt(parts[1]);
        return bits(parts[0]) >> shift == address >> shift;
    }

    private static long bits(String address) {
        return Arrays.stream(address.split("\\.")).mapToLong(Long::parseLong).reduce(0, (all, next) -> all << 8 | next);
    }
}
