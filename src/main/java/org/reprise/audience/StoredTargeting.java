package org.reprise.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.audience.rule.Condition;
import org.reprise.audience.rule.Condition.Reach;
import org.reprise.audience.rule.Selection;

/** Reads a campaign's targeting, and binds one, criterion by criterion. */
public final class StoredTargeting implements RowMapper<Targeting> {
    private static final Pattern DIALECT = Pattern.compile("<(json_typeof|collate_c)>");

    /** Of all criteria: the same for every campaign. */
    private static final List<String> COLUMNS = Criteria.ALL.stream()
            .flatMap(criterion -> criterion.stored(Optional.empty()).keySet().stream())
            .toList();

    @Override
    public Targeting map(ResultSet row, StatementContext context) throws SQLException {
        return read(row);
    }

    /** @param row with the columns of all criteria */
    public static Targeting read(ResultSet row) throws SQLException {
        var columns = new HashMap<String, String>();
        for (String column : COLUMNS) {
            columns.put(column, row.getString(column));
        }
        var targeting = Targeting.EVERYBODY.with(Selection.restored(row.getString("rule")));
        for (var criterion : Criteria.ALL) {
            targeting = with(targeting, criterion, columns);
        }
        return targeting;
    }

    private static <V> Targeting with(Targeting targeting, Criterion<V> criterion, Map<String, String> columns) {
        return targeting.with(criterion, criterion.read(columns::get).orElse(null));
    }

    /** Binds it for {@code audience/targeting-values}. */
    public static <S extends SqlStatement<S>> S bind(S statement, Targeting targeting) {
        Criteria.ALL.forEach(criterion -> stored(criterion, targeting).forEach(statement::bind));
        return statement.bind("rule", targeting.selection().stored());
    }

    /** Makes it the condition of {@code audience/targeted}. */
    static <S extends SqlStatement<S>> S select(S statement, Targeting targeting, Reach reach) {
        return define(statement, "selected", Condition.of(targeting.rule(), "rule_", reach));
    }

    /** Makes {@code <name>} of the statement the condition, with its values. */
    static <S extends SqlStatement<S>> S define(S statement, String name, Condition condition) {
        var dialect = statement.getConfig(SqlStatements.class);
        var sql = DIALECT.matcher(condition.sql())
                .replaceAll(word -> Matcher.quoteReplacement(String.valueOf(dialect.getAttribute(word.group(1)))));
        condition.bound().forEach(statement::bind);
        return statement.define(name, sql);
    }

    private static <V> Map<String, String> stored(Criterion<V> criterion, Targeting targeting) {
        return criterion.stored(targeting.find(criterion));
    }
}
