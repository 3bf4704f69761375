package org.reprise.telegram.tdlib.dc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The accounts of the data centre. */
final class Accounts {
    private final List<Account> accounts = new CopyOnWriteArrayList<>();

    Account add(Account account) {
        accounts.add(account);
        return account;
    }

    Optional<Account> find(Predicate<Account> predicate) {
        return accounts.stream().filter(predicate).findFirst();
    }

    /** @throws RpcError when nobody is logged in there */
    Account of(ClientSession session) {
        return find(account -> account.admits(session)).orElseThrow(() -> new RpcError(401, "AUTH_KEY_UNREGISTERED"));
    }
}
