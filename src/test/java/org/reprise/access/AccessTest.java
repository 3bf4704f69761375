package org.reprise.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.reprise.access.TestAccess.HERE;
import static org.reprise.access.TestAccess.PASSWORD;
import static org.reprise.access.TestAccess.VISITOR;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.AccessRefused.Code;
import org.reprise.access.Passwords.Asking;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.SignInService.Visitor;
import org.reprise.testing.TestDatabase;

class AccessTest {
    // the first owner

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoeverIsAtTheMachineMakesTheFirstOwnerOnce(TestDatabase database) {
        var access = new TestAccess(database);
        assertThat(access.service.areThereAny()).isFalse();
        var owner = access.owner();
        assertThat(owner.person().email()).isEqualTo("owner@example.org");
        assertThat(access.service.areThereAny()).isTrue();
        assertThat(refusal(access::owner)).isEqualTo(Code.CONFLICT);
        assertThat(access.recorded(owner)).containsExactly(AuditAction.SIGNED_IN, AuditAction.OWNER_SET_UP);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofManyAtOnceOneIsTheFirstOwner(TestDatabase database) {
        var access = new TestAccess(database);
        var tries = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> access.as(
                        Caller.local(HERE),
                        () -> access.service.setUp(
                                null, new Draft(i + "@example.org", "Owner", Role.OWNER), PASSWORD, VISITOR))))
                .toList();
        assertThat(tries.stream()
                        .filter(each -> each.handle((opened, e) -> e == null).join()))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anybodyElseNeedsTheTokenOfTheFile(TestDatabase database) throws IOException {
        var access = new TestAccess(database);
        access.setup.offer();
        var file = access.settings.dataDir().resolve(SetupToken.FILE);
        var token = Files.readString(file).strip();
        var draft = new Draft("owner@example.org", "Owner", Role.OWNER);
        for (var wrong : new String[] {null, "", "x", token + "x"}) {
            assertThat(refusal(() -> access.as(
                            Caller.nobody(HERE), () -> access.service.setUp(wrong, draft, PASSWORD, VISITOR))))
                    .isEqualTo(Code.WRONG_SECRET);
        }
        access.pass(SetupToken.GOOD_FOR);
        assertThat(refusal(() ->
                        access.as(Caller.nobody(HERE), () -> access.service.setUp(token, draft, PASSWORD, VISITOR))))
                .isEqualTo(Code.WRONG_SECRET);
        access.setup.offer();
        var next = Files.readString(file).strip();
        assertThat(next).isNotEqualTo(token);
        access.as(Caller.nobody(HERE), () -> access.service.setUp(next, draft, PASSWORD, VISITOR));
        assertThat(file).doesNotExist();
    }

    // in and out

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSignInIsGoodUntilItIsEndedOrTooOld(TestDatabase database) {
        var access = new TestAccess(database);
        access.owner();
        var opened = access.signIns.signIn(" OWNER@example.org ", PASSWORD, VISITOR);
        var other = access.signIns.signIn("owner@example.org", PASSWORD, VISITOR);
        assertThat(access.signIns.find(opened.secret(), HERE)).isPresent();
        assertThat(access.signIns.find(opened.secret() + "x", HERE)).isEmpty();
        access.as(opened, () -> {
            access.signIns.signOut();
            return null;
        });
        assertThat(access.signIns.find(opened.secret(), HERE)).isEmpty();
        assertThat(access.signIns.find(other.secret(), HERE)).isPresent();
        access.pass(SignIns.IDLE.minusSeconds(1));
        assertThat(access.signIns.find(other.secret(), HERE)).isPresent();
        access.pass(SignIns.IDLE.minusSeconds(1));
        assertThat(access.signIns.find(other.secret(), HERE))
                .as("used meanwhile")
                .isPresent();
        access.pass(SignIns.IDLE);
        assertThat(access.signIns.find(other.secret(), HERE)).as("idle").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSignInEndsAfterTwelveHoursHoweverMuchItIsUsed(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        for (int hour = 1; hour < 12; hour++) {
            access.pass(Duration.ofHours(1));
            assertThat(access.signIns.find(owner.secret(), HERE)).isPresent();
        }
        access.pass(Duration.ofHours(1));
        assertThat(access.signIns.find(owner.secret(), HERE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void unknownAndWrongAreTheSame(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var invited = access.as(owner, () -> access.service.invite(new Draft("new@example.org", "New", Role.VIEWER)));
        for (var email : new String[] {
            "owner@example.org", "nobody@example.org", invited.person().email()
        }) {
            var refused =
                    catchThrowableOfType(AccessRefused.class, () -> access.signIns.signIn(email, "wrong", VISITOR));
            assertThat(refused.code()).isEqualTo(Code.WRONG_SECRET);
            assertThat(refused.said().key()).isEqualTo("access.wrong");
        }
        assertThat(access.recorded(owner)).contains(AuditAction.SIGN_IN_FAILED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void guessersWaitAndNobodyIsLockedOutWhoKnowsTheirs(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        assertThat(hashed(access, 200, i -> VISITOR)).as("from one network").isEqualTo(8);
        // whoever comes from elsewhere is not in their way
        var elsewhere = new Visitor(new Caller.Origin("192.0.2.7", null), null, null);
        assertThat(access.signIns.signIn("owner@example.org", PASSWORD, elsewhere))
                .isNotNull();
        // nor later: a network's guesses come back slower than the name's
        for (int minute = 0; minute < 120; minute++) {
            access.pass(Duration.ofMinutes(1));
            hashed(access, 5, i -> VISITOR);
        }
        assertThat(access.signIns.signIn("owner@example.org", PASSWORD, elsewhere))
                .isNotNull();
        access.pass(Duration.ofHours(1));
        assertThat(hashed(access, 200, i -> new Visitor(new Caller.Origin("198.51.100." + i, null), null, null)))
                .as("from many networks")
                .isEqualTo(20);
        assertThat(refusal(() -> access.signIns.signIn("owner@example.org", PASSWORD, elsewhere)))
                .isEqualTo(Code.TOO_OFTEN);
        // but with the browser that they signed in with before
        var known = new Visitor(HERE, null, owner.browser());
        assertThat(access.signIns.signIn("owner@example.org", PASSWORD, known)).isNotNull();
        assertThat(refusal(() -> access.signIns.signIn("owner@example.org", "wrong", known)))
                .isEqualTo(Code.WRONG_SECRET);
        // and with any within a minute
        var refused = catchThrowableOfType(
                AccessRefused.class, () -> access.signIns.signIn("owner@example.org", PASSWORD, elsewhere));
        assertThat(refused.after().orElseThrow()).isLessThan(Duration.ofMinutes(1));
        access.pass(refused.after().orElseThrow());
        assertThat(access.signIns.signIn("owner@example.org", PASSWORD, elsewhere))
                .isNotNull();
    }

    /** How many of so many guesses are looked at. */
    private static long hashed(TestAccess access, int guesses, IntFunction<Visitor> from) {
        return IntStream.range(0, guesses)
                .filter(i -> refusal(() -> access.signIns.signIn("owner@example.org", "wrong", from.apply(i)))
                        == Code.WRONG_SECRET)
                .count();
    }

    @Test
    void whoeverIsKnownDoesNotWaitBehindStrangers() {
        var passwords = new Passwords();
        var hash = passwords.hash(PASSWORD);
        var together = new CyclicBarrier(25);
        var pool = Executors.newFixedThreadPool(24);
        try {
            var strangers = IntStream.range(0, 24)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                meet(together);
                                return refusal(() -> passwords.isRight("wrong", hash, Asking.STRANGER));
                            },
                            pool))
                    .toList();
            meet(together);
            assertThat(passwords.isRight(PASSWORD, hash, Asking.KNOWN)).isTrue();
            assertThat(strangers.stream().map(CompletableFuture::join)).contains(Code.TOO_OFTEN);
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void guessersLeaveNothingBehindButWhatWasLookedAt(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        hashed(access, 100, i -> new Visitor(new Caller.Origin("2001:db8:0:" + i + "::1", null), null, null));
        long rows = access.throttled();
        hashed(access, 100, i -> new Visitor(new Caller.Origin("2001:db8:1:" + i + "::1", null), null, null));
        assertThat(access.throttled()).isEqualTo(rows);
        for (int i = 0; i < 20; i++) {
            int host = i;
            var inOneNetwork = new Visitor(new Caller.Origin("2001:db8:2:1::" + host, null), null, null);
            refusal(() -> access.signIns.signIn("nobody" + host + "@example.org", "wrong", inOneNetwork));
        }
        assertThat(access.recorded(owner).stream().filter(AuditAction.SIGN_IN_FAILED::equals))
                .as("20 of the name, and one of names that are nobody's")
                .hasSize(21);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void wrongSecretsAreRecordedOncePerNetworkAndHour(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        for (int i = 0; i < 3; i++) {
            refusal(() -> access.service.join("wrong", PASSWORD, VISITOR));
            refusal(() -> access.as(owner, () -> {
                access.service.changePassword("wrong", PASSWORD + " too");
                return null;
            }));
            assertThat(access.tokens.find("rpr_1_wrong", HERE)).isEmpty();
        }
        assertThat(access.recorded(owner).stream().filter(AuditAction.SECRET_REFUSED::equals))
                .as("an invitation, and a password")
                .hasSize(2);
        assertThat(access.recorded(owner).stream().filter(AuditAction.TOKEN_REFUSED::equals))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void guessesAtOnceAreNoMoreThanGuessesInTurn(TestDatabase database) {
        var access = new TestAccess(database);
        access.owner();
        var together = new CyclicBarrier(30);
        var pool = Executors.newFixedThreadPool(30);
        try {
            var outcomes = IntStream.range(0, 30)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                meet(together);
                                return refusal(() -> access.signIns.signIn("owner@example.org", "wrong" + i, VISITOR));
                            },
                            pool))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join).filter(Code.WRONG_SECRET::equals))
                    .hasSize(8);
        } finally {
            pool.shutdown();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(refusal(() -> access.signIns.signIn("owner@example.org", "wrong", VISITOR)))
                    .isEqualTo(Code.TOO_OFTEN);
        }
        access.pass(Duration.ofSeconds(60));
        assertThat(refusal(() -> access.signIns.signIn("owner@example.org", "wrong", VISITOR)))
                .isEqualTo(Code.WRONG_SECRET);
        assertThat(refusal(() -> access.signIns.signIn("owner@example.org", "wrong", VISITOR)))
                .isEqualTo(Code.TOO_OFTEN);
        access.time.turn(Duration.ofDays(-1));
        assertThat(refusal(() -> access.signIns.signIn("owner@example.org", "wrong", VISITOR)))
                .as("the clock was turned back: nobody waits a day")
                .isEqualTo(Code.WRONG_SECRET);
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsNoAddressIsWrong(TestDatabase database) {
        var access = new TestAccess(database);
        access.owner();
        for (var email : new String[] {"", "\0", "a\0@example.org", "\ud800@example.org", "x".repeat(1_000_000)}) {
            assertThat(refusal(() -> access.signIns.signIn(email, PASSWORD, VISITOR)))
                    .isEqualTo(Code.WRONG_SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "SQLITE")
    void passwordsAreHashedAsSlowlyAsItIsSaidAndAnewWhereThatWasLess(TestDatabase database) {
        var access = new TestAccess(database);
        access.owner();
        var slow = new Passwords();
        var stored = access.people.byEmail("owner@example.org").orElseThrow().password();
        assertThat(slow.isOutdated(stored)).isTrue();
        var hash = slow.hash(PASSWORD);
        assertThat(hash).startsWith("PBKDF2WithHmacSHA512:210000:");
        assertThat(slow.isOutdated(hash)).isFalse();
        assertThat(slow.isRight(PASSWORD, hash, Asking.KNOWN)).isTrue();
        assertThat(slow.isRight(PASSWORD + " ", hash, Asking.STRANGER)).isFalse();
        assertThat(slow.isRight(PASSWORD, null, Asking.STRANGER)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTokenMakesNothingThatOutlivesIt(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var made = access.as(owner, () -> access.tokens.make("all", Role.OWNER, null));
        var token = access.tokens.find(made.secret(), HERE).orElseThrow();
        var draft = new Draft("ann@example.org", "Ann", Role.OWNER);
        for (ThrowingCallable tried : new ThrowingCallable[] {
            () -> access.as(token, () -> access.tokens.make("more", Role.VIEWER, null)),
            () -> access.as(token, () -> access.service.invite(draft)),
            () -> access.as(token, () -> access.service.inviteAgain(1)),
            () -> access.as(token, () -> access.service.change(1, null, Role.VIEWER, null)),
            () -> access.as(token, () -> access.accounts.make("Branch", draft))
        }) {
            assertThatThrownBy(tried).isInstanceOf(NotAllowed.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoSignsInOverAnotherSignInLeavesNoneBehind(TestDatabase database) {
        var access = new TestAccess(database);
        var first = access.owner();
        var second = access.as(first, () -> access.signIns.signIn("owner@example.org", PASSWORD, VISITOR));
        assertThat(access.signIns.find(first.secret(), HERE)).isEmpty();
        assertThat(access.signIns.find(second.secret(), HERE)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoGuessesManyNamesWaitsToo(TestDatabase database) {
        var access = new TestAccess(database);
        var outcomes = IntStream.range(0, 60)
                .mapToObj(i -> refusal(() -> access.signIns.signIn(i + "@example.org", "wrong", VISITOR)))
                .toList();
        assertThat(outcomes.subList(0, 50)).containsOnly(Code.WRONG_SECRET);
        assertThat(outcomes.subList(50, 60)).containsOnly(Code.TOO_OFTEN);
    }

    // passwords

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "SQLITE")
    void passwordsThatAreGuessedSoonAreRefused(TestDatabase database) {
        var access = new TestAccess(database);
        var draft = new Draft("owner@example.org", "Owner Example", Role.OWNER);
        Stream.of(
                        "",
                        "short",
                        "password1234",
                        "qwertyuiop12",
                        "aaaaaaaaaaaa",
                        "123456789012",
                        "owner@example.org",
                        "Owner Example",
                        "x".repeat(129))
                .forEach(weak -> assertThat(refusal(() ->
                                access.as(Caller.local(HERE), () -> access.service.setUp(null, draft, weak, VISITOR))))
                        .as(weak)
                        .isEqualTo(Code.INVALID));
        assertThat(access.service.areThereAny()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherPasswordSignsOutEverywhereElse(TestDatabase database) {
        var access = new TestAccess(database);
        var here = access.owner();
        var elsewhere = access.signIns.signIn("owner@example.org", PASSWORD, VISITOR);
        assertThat(refusal(() -> access.as(here, () -> {
                    access.service.changePassword("wrong", "nine lamps in a row");
                    return null;
                })))
                .isEqualTo(Code.WRONG_SECRET);
        access.as(here, () -> {
            access.service.changePassword(PASSWORD, "nine lamps in a row");
            return null;
        });
        assertThat(access.signIns.find(here.secret(), HERE)).isPresent();
        assertThat(access.signIns.find(elsewhere.secret(), HERE)).isEmpty();
        assertThat(access.ended).anyMatch(each -> each.hold(1, elsewhere.id()) && !each.hold(1, here.id()));
        assertThat(refusal(() -> access.signIns.signIn("owner@example.org", PASSWORD, VISITOR)))
                .isEqualTo(Code.WRONG_SECRET);
        access.signIns.signIn("owner@example.org", "nine lamps in a row", VISITOR);
    }

    // people

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLinkIsGoodOnce(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var first = access.as(owner, () -> access.service.invite(new Draft("ann@example.org", "Ann", Role.VIEWER)));
        var second =
                access.as(owner, () -> access.service.inviteAgain(first.person().id()));
        assertThat(refusal(() -> access.service.join(first.secret(), PASSWORD, VISITOR)))
                .as("there is a newer one")
                .isEqualTo(Code.WRONG_SECRET);
        assertThat(access.service.invited(second.secret(), HERE).email()).isEqualTo("ann@example.org");
        var joined = access.service.join(second.secret(), PASSWORD, VISITOR);
        assertThat(access.signIns.find(joined.secret(), HERE).orElseThrow().role())
                .isEqualTo(Role.VIEWER);
        assertThat(refusal(() -> access.service.join(second.secret(), PASSWORD, VISITOR)))
                .isEqualTo(Code.WRONG_SECRET);
        var late = access.as(owner, () -> access.service.invite(new Draft("bob@example.org", "Bob", Role.VIEWER)));
        access.pass(PeopleService.INVITATION);
        assertThat(refusal(() -> access.service.join(late.secret(), PASSWORD, VISITOR)))
                .isEqualTo(Code.WRONG_SECRET);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherRoleAndDisablingSignOut(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var ann = access.joined(owner, "ann@example.org", Role.OPERATOR);
        long id = ann.person().id();
        assertThat(access.as(owner, () -> access.service.change(id, "Anna", null, null))
                        .name())
                .isEqualTo("Anna");
        assertThat(access.signIns.find(ann.secret(), HERE)).as("only the name").isPresent();
        access.as(owner, () -> access.service.change(id, null, Role.VIEWER, null));
        assertThat(access.signIns.find(ann.secret(), HERE)).isEmpty();
        var again = access.signIns.signIn("ann@example.org", PASSWORD, VISITOR);
        access.as(owner, () -> access.service.change(id, null, null, true));
        assertThat(access.signIns.find(again.secret(), HERE)).isEmpty();
        assertThat(refusal(() -> access.signIns.signIn("ann@example.org", PASSWORD, VISITOR)))
                .isEqualTo(Code.WRONG_SECRET);
        access.as(owner, () -> access.service.change(id, null, null, false));
        access.signIns.signIn("ann@example.org", PASSWORD, VISITOR);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thereIsAlwaysAnOwner(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        long id = owner.person().id();
        assertThat(refusal(() -> access.as(owner, () -> access.service.change(id, null, Role.VIEWER, null))))
                .isEqualTo(Code.CONFLICT);
        assertThat(refusal(() -> access.as(owner, () -> access.service.change(id, null, null, true))))
                .isEqualTo(Code.CONFLICT);
        // one who was only invited is none yet
        access.as(owner, () -> access.service.invite(new Draft("bob@example.org", "Bob", Role.OWNER)));
        assertThat(refusal(() -> access.as(owner, () -> access.service.change(id, null, Role.VIEWER, null))))
                .isEqualTo(Code.CONFLICT);
        // two take it from each other at once
        var other = access.joined(owner, "eve@example.org", Role.OWNER);
        var taken = Stream.of(new long[] {other.person().id(), 0}, new long[] {id, 1})
                .map(each -> CompletableFuture.supplyAsync(() -> refusal(() -> access.as(
                        access.signIns
                                .find((each[1] == 0 ? owner : other).secret(), HERE)
                                .orElseThrow(),
                        () -> access.service.change(each[0], null, Role.VIEWER, null)))))
                .map(each -> each.handle((code, e) -> e == null && code == null).join())
                .toList();
        assertThat(taken).filteredOn(done -> done).hasSizeLessThanOrEqualTo(1);
        assertThat(access.people.countOwners(1)).isEqualTo(1);
    }

    // tokens

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTokenIsGoodUntilItExpiresOrIsRevoked(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var made = access.as(
                owner,
                () -> access.tokens.make(
                        "reports", Role.VIEWER, access.time.now().plusSeconds(60)));
        var caller = access.tokens.find(made.secret(), HERE).orElseThrow();
        assertThat(caller.role()).isEqualTo(Role.VIEWER);
        assertThat(caller.accountId()).isEqualTo(1);
        assertThat(access.tokens.find(made.secret().replace("rpr_1_", "rpr_2_"), HERE))
                .isEmpty();
        assertThat(access.tokens.find(made.secret() + "x", HERE)).isEmpty();
        assertThat(access.tokens.find("", HERE)).isEmpty();
        access.pass(Duration.ofSeconds(60));
        assertThat(access.tokens.find(made.secret(), HERE)).isEmpty();
        var other = access.as(owner, () -> access.tokens.make("ci", Role.OPERATOR, null));
        access.as(owner, () -> {
            access.tokens.revoke(other.token().id());
            return null;
        });
        assertThat(access.tokens.find(other.secret(), HERE)).isEmpty();
        assertThat(access.as(owner, access.tokens::all))
                .extracting(token -> token.lastUsedAt() != null, token -> token.revokedAt() != null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, false),
                        org.assertj.core.groups.Tuple.tuple(false, true));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void noSecretStandsInTheDatabase(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var token = access.as(owner, () -> access.tokens.make("ci", Role.OPERATOR, null));
        var invited = access.as(owner, () -> access.service.invite(new Draft("a@example.org", "A", Role.VIEWER)));
        var stored = Stream.of("person", "sign_in", "known_browser", "token", "invitation", "audit")
                .map(table -> access.storage.read(handle -> handle.createQuery("select * from " + table)
                        .mapToMap()
                        .list()
                        .toString()))
                .toList();
        for (var secret : new String[] {
            PASSWORD,
            owner.secret(),
            owner.browser(),
            token.secret(),
            token.secret().substring(6),
            invited.secret()
        }) {
            assertThat(stored).noneMatch(rows -> rows.contains(secret));
        }
    }

    // accounts

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void accountsKnowNothingOfEachOther(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var made = access.as(
                owner, () -> access.accounts.make("Branch", new Draft("eve@example.org", "Eve", Role.VIEWER)));
        var eve = access.service.join(made.secret(), PASSWORD, VISITOR);
        assertThat(access.as(eve, access.service::all))
                .extracting(Person::email)
                .containsExactly("eve@example.org");
        assertThat(access.as(eve, access.accounts::mine).name()).isEqualTo("Branch");
        assertThat(access.as(eve, access.tokens::all)).isEmpty();
        assertThat(access.recorded(eve)).doesNotContain(AuditAction.OWNER_SET_UP);
        for (ThrowingCallable tried : new ThrowingCallable[] {
            () -> access.as(eve, () -> access.service.find(1)),
            () -> access.as(eve, () -> access.service.change(1, null, Role.VIEWER, null)),
            () -> access.as(eve, () -> access.service.inviteAgain(1)),
            () -> access.as(eve, access.accounts::all),
            () -> access.as(eve, () -> access.accounts.make("More", new Draft("x@example.org", "X", Role.OWNER))),
            () -> access.as(eve, () -> access.accounts.meant(1L)),
            () -> access.as(owner, () -> access.accounts.meant(2L))
        }) {
            assertThat(refusal(tried)).isEqualTo(Code.UNKNOWN);
        }
        assertThat(access.as(eve, () -> access.accounts.meant(null))).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOwnerCapsWhatOnePersonGets(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        var cap = FrequencyCap.of(3, 7);
        assertThat(access.as(owner, access.accounts::mine).cap()).isNull();
        access.as(owner, () -> access.accounts.change("Reprise", null, cap));
        assertThat(access.as(owner, access.accounts::mine).cap()).isEqualTo(cap);
        access.as(owner, () -> access.accounts.change("Another name", null, cap));
        assertThat(access.told).hasSize(2).containsOnly(new FrequencyCapChanged(1));
        access.as(owner, () -> access.accounts.change("Another name", null, null));
        assertThat(access.as(owner, access.accounts::mine).cap()).isNull();
        assertThat(access.told).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 7", "101, 7", "-1, 7", "3, 0", "3, 366", "4294967299, 7", "3, 4294967303"})
    void aCapHasItsBounds(long messages, long days) {
        assertThat(refusal(() -> FrequencyCap.of(messages, days))).isEqualTo(Code.INVALID);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobodySeesAndMayNothing(TestDatabase database) {
        var access = new TestAccess(database);
        access.as(Caller.nobody(HERE), () -> {
            assertThat(access.caller.has(Role.VIEWER)).isFalse();
            assertThat(access.caller.maySee(1)).isFalse();
            assertThat(access.caller.scope()).isZero();
            assertThatThrownBy(() -> access.caller.require(Role.VIEWER)).isInstanceOf(NotAllowed.class);
            return null;
        });
        assertThat(access.caller.find()).as("afterwards").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatFailsIsNotRecordedAndWhatIsNotRecordedFails(TestDatabase database) {
        var access = new TestAccess(database);
        var owner = access.owner();
        assertThat(refusal(() -> access.as(
                        owner, () -> access.service.invite(new Draft("owner@example.org", "Again", Role.VIEWER)))))
                .isEqualTo(Code.CONFLICT);
        assertThat(access.recorded(owner)).doesNotContain(AuditAction.PERSON_INVITED);
        access.storage.write(handle -> handle.execute("drop table audit"));
        assertThatThrownBy(() ->
                        access.as(owner, () -> access.service.invite(new Draft("ann@example.org", "Ann", Role.VIEWER))))
                .isInstanceOf(RuntimeException.class);
        assertThat(access.as(owner, access.service::all)).hasSize(1);
    }

    /** Null: it was not refused. */
    private static Code refusal(ThrowingCallable tried) {
        var refused = catchThrowableOfType(AccessRefused.class, tried);
        return refused == null ? null : refused.code();
    }
}
