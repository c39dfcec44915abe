package io.depthstream.kdb.table;

import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Casting;
import io.depthstream.kdb.verb.Grouping;
import io.depthstream.kdb.verb.Joining;
import java.util.Arrays;

/** The rows of a right table that are in force at the rows of a left one: same keys, the last time not after. */
final class AsOf {
    /** An index is looked into when the left has less than this part of the right's rows. */
    private static final int INDEX_FACTOR = 16;

    private final Table left;
    private final Table right;
    private final String[] keys;
    private final Vec leftTimes;
    private final Vec rightTimes;
    private final String timeName;
    private int[] leftGroups;
    private int[][] groups;

    AsOf(Value columns, Value left, Value right) {
        this(columns, Tables.plain(left), Tables.plain(right));
    }

    private AsOf(Value columns, Table left, Table right) {
        SymVec names = (SymVec) Lists.enlist(columns);
        this.left = left;
        this.right = right;
        this.keys = Arrays.copyOf(names.names(), names.count() - 1);
        timeName = names.nameAt(names.count() - 1);
        Vec mine = Tables.columns(left, timeName).column(0).plain();
        rightTimes = Tables.columns(right, timeName).column(0).plain();
        leftTimes = mine.type() == rightTimes.type() ? mine : timed(mine, rightTimes.type());
        group();
    }

    private static Vec timed(Vec vec, int type) {
        if (!Type.isNumeric(vec.type()) || !Type.isNumeric(type)) {
            throw QError.type();
        }
        return Casting.cast(vec, type);
    }

    private void group() {
        int n = left.count();
        int m = right.count();
        if (keys.length == 0) {
            leftGroups = new int[n];
            groups = new int[][] {Lists.positions(0, m)};
            return;
        }
        Table mine = Tables.columns(left, keys);
        Table theirs = Tables.columns(right, keys);
        Vec column = theirs.column(0);
        if (keys.length == 1 && "gp".indexOf(column.attribute()) >= 0 && column.plain() instanceof SymVec && (long) n * INDEX_FACTOR < m) {
            indexed(mine.column(0).plain(), column);
            return;
        }
        Vec[] joined = new Vec[keys.length];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = (Vec) Joining.join(theirs.column(i).plain().with(Vec.PLAIN), mine.column(i).plain());
        }
        Grouping all = Grouping.of(new Table(SymVec.of(keys), joined));
        leftGroups = Arrays.copyOfRange(all.ids(), m, m + n);
        int[] sizes = new int[all.count()];
        for (int i = 0; i < m; i++) {
            sizes[all.ids()[i]]++;
        }
        groups = new int[all.count()][];
        for (int g = 0; g < groups.length; g++) {
            groups[g] = new int[sizes[g]];
            sizes[g] = 0;
        }
        for (int i = 0; i < m; i++) {
            int g = all.ids()[i];
            groups[g][sizes[g]++] = i;
        }
    }

    private void indexed(Vec mine, Vec theirs) {
        Grouping wanted = Grouping.of(mine);
        leftGroups = wanted.ids();
        int[] firsts = wanted.firsts();
        groups = new int[firsts.length][];
        for (int g = 0; g < groups.length; g++) {
            groups[g] = theirs.index().rows(mine.keyAt(firsts[g]), theirs.count());
        }
    }

    /** Returns the rows of the right with the keys of a row of the left, by time. */
    int[] group(int row) {
        return groups[leftGroups[row]];
    }

    /** Returns, within a group, the last place whose time is not after (or, strictly, before) a time; -1 if none. */
    int last(int[] group, Vec times, int i, boolean strictly) {
        int low = 0;
        int high = group.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = rightTimes.compare(group[middle], times, i);
            if (strictly ? order < 0 : order <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** Returns times in the unit of the right's. */
    Vec inUnit(Vec times) {
        return times.type() == rightTimes.type() ? times : timed(times, rightTimes.type());
    }

    /** Joins: right's columns over left's; the right's times too where asked; what is null filled from the left where asked. */
    Table join(boolean rightTime, boolean fill) {
        int[] rows = new int[left.count()];
        for (int i = 0; i < rows.length; i++) {
            int[] group = group(i);
            int place = last(group, leftTimes, i, false);
            rows[i] = place < 0 ? -1 : group[place];
        }
        Table result = left;
        for (int c = 0; c < right.width(); c++) {
            String name = right.names().nameAt(c);
            boolean key = Arrays.asList(keys).contains(name);
            boolean time = isTime(name);
            if (key || time && !rightTime) {
                continue;
            }
            Vec more = right.column(c).take(rows);
            Vec old = left.get(name);
            if (old != null && (fill || time)) {
                int[] nulls = java.util.stream.IntStream.range(0, rows.length).filter(i -> fill && !time ? more.nullAt(i) : rows[i] < 0).toArray();
                result = result.with(name, nulls.length == 0 ? more : more.amend(nulls, inUnitOf(old, more).take(nulls)));
            } else {
                result = result.with(name, more);
            }
        }
        return result;
    }

    private static Vec inUnitOf(Vec old, Vec more) {
        return old.type() == more.type() ? old : Casting.cast(old, more.type());
    }

    private boolean isTime(String name) {
        return timeName.equals(name);
    }
}
