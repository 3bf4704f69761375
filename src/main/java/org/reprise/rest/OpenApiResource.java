package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/** The API's document, as it stands in the WAR. */
@Path("/openapi")
@ApplicationScoped
@Open
public class OpenApiResource {
    static final String TYPE = "application/yaml; charset=utf-8";

    @Inject
    private Monitors monitors;

    @GET
    @Produces({TYPE, "text/yaml; charset=utf-8", "text/plain; charset=utf-8"})
    public InputStream read(@Context HttpServletRequest request) {
        monitors.require(request);
        return OpenApiResource.class.getResourceAsStream("/META-INF/openapi.yaml");
    }
}
