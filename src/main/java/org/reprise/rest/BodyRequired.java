package org.reprise.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Without body and Content-Type JAX-RS asks no reader and hands null to the method: refused here, for all of them. */
@Provider
public class BodyRequired implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        boolean reads = method != null && List.of(method.getParameterTypes()).contains(Members.class);
        if (reads && request.getMediaType() == null && !request.hasEntity()) {
            throw RequestRefused.malformed(Members.MISSING);
        }
    }
}
