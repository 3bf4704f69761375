package org.reprise.telegram.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Random-looking numbers that depend on the seed and on what is asked, and on nothing else: not on order, threads or
 * restarts. The mixing is SplitMix64's (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
record Chance(long seed) {

    /** The chance of everything in one session. */
    static Chance of(long seed, String session) {
        return new Chance(mix(seed)).about(session);
    }

    /** A chance of its own for one purpose, so that two questions about one person are answered independently. */
    Chance about(String purpose) {
        var name = UUID.nameUUIDFromBytes(purpose.getBytes(StandardCharsets.UTF_8));
        return new Chance(mix(seed ^ mix(name.getMostSignificantBits() ^ name.getLeastSignificantBits())));
    }

    /** From 0 to below 1, evenly. */
    double fraction(long subject) {
        return (mix(seed ^ mix(subject)) >>> 11) * 0x1.0p-53;
    }

    /** From 0 to below {@code bound}, evenly. */
    long below(long subject, long bound) {
        return (long) (fraction(subject) * bound);
    }

    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
