package org.reprise.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Below {@code /api}: at the root it would swallow the pages. {@link ApiForward} hides that from clients. */
@ApplicationPath("/api")
public class RestApplication extends Application {
    static final String JSON = "application/json; charset=utf-8";

    /** OPTIONS answers with Allow alone: the description of the routes is at /openapi, and there is one of them. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
