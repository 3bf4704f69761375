package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.AddressBlock;
import org.reprise.Settings;
import org.reprise.access.Caller;

/**
 * Where a request comes from, for the record of what was done and for what is counted of each address. It is the other
 * end of the connection; where that is a proxy of {@code REPRISE_PROXIES}, it is whom the proxy names in
 * {@code X-Forwarded-For}. Anybody can write that header, so it is read from its end, and only as far as proxies go.
 */
@ApplicationScoped
public class Senders {
    private final List<AddressBlock> proxies;

    @Inject
    Senders(Settings settings) {
        this.proxies = settings.web().proxies();
    }

    Caller.Origin origin(HttpServletRequest request) {
        return new Caller.Origin(address(request), RequestId.of(request));
    }

    String address(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (proxies.isEmpty()) {
            return address;
        }
        var named = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .toList();
        for (int i = named.size() - 1; i >= 0 && isProxy(address); i--) {
            var before = parsed(named.get(i));
            if (before.isEmpty()) {
                break;
            }
            address = before.get().getHostAddress();
        }
        return address;
    }

    private boolean isProxy(String address) {
        return parsed(address)
                .filter(each -> proxies.stream().anyMatch(block -> block.contains(each)))
                .isPresent();
    }

    /** [::1] and fe80::1%eth0, as some servers write them. */
    static Optional<InetAddress> parsed(String address) {
        return AddressBlock.address(address.replaceAll("[\\[\\]]|%.*", ""));
    }
}
