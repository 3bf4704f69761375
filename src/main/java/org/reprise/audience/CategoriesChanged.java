package org.reprise.audience;

/** Categories of the account were committed: texts are told apart by other rules from now on. */
public record CategoriesChanged(long account) {}
