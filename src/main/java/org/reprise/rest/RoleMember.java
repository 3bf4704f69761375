package org.reprise.rest;

import org.reprise.access.Role;

/** A role in a request. */
final class RoleMember {
    private RoleMember() {}

    static Role of(Members members) {
        return Role.named(members.text("role")).orElseThrow();
    }
}
