/**
 * The HTTP edge: both families of campaign routes, imports, the sandbox's inboxes, health and the OpenAPI document.
 *
 * <p>Purpose: a resource class translates a request, makes one call and answers. No rule about campaigns lives here.
 * One that keeps nothing of a request is application-scoped: the server looks each new one over before it is used,
 * which takes as long as the answer of a status.
 *
 * <p>Promise: a refused request changes nothing; every error is an RFC 9457 problem made by {@link ProblemMapper} (or,
 * for what the container refuses by itself, {@link ProblemPage}); no stack trace, class name or SQL leaves the server;
 * {@code GET} never changes state; a transition with an {@code Idempotency-Key} happens once.
 *
 * <p>Before anything answers, a chain of filters (in the order of web.xml) decides whether the request may go on:
 * {@link SecurityHeaders}, {@link HostCheck}, {@link OriginCheck}, {@link ReadinessCheck}, {@link SocketCheck},
 * {@link BodyLimits}, {@link PageRules}. They hold for pages and routes alike, and look at the route that the server
 * takes a request to ({@link Route}), never at the address as it was sent.
 *
 * <p>The routes are those of {@code META-INF/openapi.yaml}, which OpenApiTest holds to the code. Clients call them at
 * the root; {@link ApiForward} leads them to {@code /api}, since JAX-RS at the root would swallow the pages.
 *
 * <p>Knows {@code campaign}, {@code audience}, {@code access}, {@code message}, {@code session}, {@code progress},
 * {@code delivery} and {@code telegram} as their reader and caller, {@code metrics} as its server, {@code restore} for
 * what an operator has to decide, {@code storage} for the first answers it keeps; nobody knows it.
 */
package org.reprise.rest;
