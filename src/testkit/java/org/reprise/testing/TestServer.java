package org.reprise.testing;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The servers that Reprise runs on: how each is started, as {@code mvn} and {@code mvn -Pwildfly} start it. */
enum TestServer {
    PAYARA {
        @Override
        List<String> arguments(int port) {
            return List.of(
                    "--class-path=" + property("payara.jar"),
                    "server-config/payara/Launch.java",
                    "--nohazelcast",
                    "--disablephonehome",
                    "--port",
                    String.valueOf(port),
                    "--contextroot",
                    "/",
                    "--deploy",
                    property("reprise.war"),
                    "--logproperties",
                    "server-config/payara/logging.properties",
                    "--prebootcommandfile",
                    "server-config/payara/preboot.txt");
        }
    },
    WILDFLY {
        @Override
        List<String> arguments(int port) {
            return List.of(
                    "-Djboss.http.port=" + port,
                    "-Djboss.management.http.port=" + FreePort.find(),
                    "--class-path=" + property("wildfly.home") + "/jboss-modules.jar",
                    "server-config/wildfly/Launch.java",
                    property("reprise.war"));
        }
    };

    /** The one that the Maven profile names. */
    static final TestServer CHOSEN = valueOf(property("reprise.server"));

    /** Options of {@code java}, as every start of this server takes them. */
    String options() {
        return "@server-config/" + name().toLowerCase(Locale.ROOT) + "/jvm.options";
    }

    /** What comes after those, and after the options of a test. */
    abstract List<String> arguments(int port);

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + " is set by mvn verify");
    }
}
