package io.depthstream.orderbook;

import io.depthstream.orderbook.reference.ReferenceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A seeded stream of calls on the books of a few symbols, good and bad ones, each with a reference book beside it.
 * References rise as a venue's do, or jump about and are used again, as no venue's do.
 */
final class RandomStream {
    private static final int CENTRE = 1_000_000;

    OrderBooks books;
    final List<OrderBook> fast = new ArrayList<>();
    final List<ReferenceBook> plain = new ArrayList<>();
    private final List<List<Long>> references = new ArrayList<>();
    private final Random random;
    private final boolean rising;
    private final int width;
    private final int target;
    private long nextReference = 1;

    RandomStream(final long seed, final int symbols, final boolean rising) {
        random = new Random(seed);
        this.rising = rising;
        width = 1 + random.nextInt(60);
        target = 1 + random.nextInt(400);
        books = new OrderBooks(0);
        for (int i = 0; i < symbols; i++) {
            fast.add(books.open("S" + i));
            plain.add(new ReferenceBook());
            references.add(new ArrayList<>());
        }
    }

    OrderBooks books() {
        return books;
    }

    /** Goes on with the same symbols of other books. */
    void continueOn(final OrderBooks others) {
        books = others;
        for (int i = 0; i < fast.size(); i++) {
            fast.set(i, others.open("S" + i));
        }
    }

    int random(final int bound) {
        return random.nextInt(bound);
    }

    /** Applies one call to both books; returns the symbol, or throws when they answer differently. */
    int step() {
        final int symbol = random.nextInt(fast.size());
        final List<Long> known = references.get(symbol);
        final boolean grow = known.size() < target;
        final int dice = random.nextInt(100);
        if (dice < (grow ? 60 : 30) || known.isEmpty()) {
            add(symbol, reference(symbol), price(), shares());
        } else if (dice < 70) {
            reduce(symbol, pick(known), dice % 2 == 0);
        } else if (dice < 85) {
            remove(symbol, known);
        } else if (dice < 95) {
            replace(symbol, pick(known), random.nextInt(20) == 0 ? pick(known) : reference(symbol));
        } else {
            bad(symbol, known);
        }
        return symbol;
    }

    private long price() {
        final int near = (int) (random.nextGaussian() * width);
        return CENTRE + near * 100L;
    }

    private long shares() {
        return 1 + random.nextInt(random.nextBoolean() ? 10 : 100_000);
    }

    private long reference(final int symbol) {
        if (rising) {
            nextReference += 1 + random.nextInt(3);
            return nextReference;
        }
        return 1 + (random.nextInt(4) == 0 ? random.nextLong() >>> 1 : random.nextInt(2_000));
    }

    private long pick(final List<Long> known) {
        return known.get(random.nextInt(known.size()));
    }

    private void add(final int symbol, final long ref, final long price, final long shares) {
        final BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
        if (agree(fast.get(symbol).add(ref, side, price, shares), plain.get(symbol).add(ref, side, price, shares))) {
            references.get(symbol).add(ref);
        }
    }

    private void reduce(final int symbol, final long ref, final boolean execute) {
        final long resting = plain.get(symbol).orderShares(ref);
        final long shares = random.nextInt(4) == 0 ? resting : random.nextInt((int) Math.max(1, resting)) + random(2);
        if (execute) {
            agree(fast.get(symbol).execute(ref, shares), plain.get(symbol).execute(ref, shares));
        } else {
            agree(fast.get(symbol).cancel(ref, shares), plain.get(symbol).cancel(ref, shares));
        }
    }

    private void remove(final int symbol, final List<Long> known) {
        final long ref = known.remove(random.nextInt(known.size()));
        agree(fast.get(symbol).delete(ref), plain.get(symbol).delete(ref));
    }

    private void replace(final int symbol, final long ref, final long newRef) {
        final long price = price();
        final long shares = shares();
        if (agree(fast.get(symbol).replace(ref, newRef, price, shares),
                plain.get(symbol).replace(ref, newRef, price, shares))) {
            references.get(symbol).add(newRef);
        }
    }

    private void bad(final int symbol, final List<Long> known) {
        final long ref = pick(known);
        switch (random.nextInt(8)) {
            case 0 -> add(symbol, ref, price(), shares());
            case 1 -> add(symbol, -ref, price(), shares());
            case 2 -> add(symbol, Long.MAX_VALUE, OrderLimits.MAX_PRICE + 1, 1);
            case 3 -> add(symbol, reference(symbol), -1, 1);
            case 4 -> add(symbol, reference(symbol), 1, random.nextBoolean() ? 0 : OrderLimits.MAX_SHARES + 1);
            case 5 -> agree(fast.get(symbol).execute(ref, Long.MAX_VALUE), plain.get(symbol).execute(ref, Long.MAX_VALUE));
            case 6 -> agree(fast.get(symbol).cancel(ref, -1), plain.get(symbol).cancel(ref, -1));
            default -> replaceOfAnother(symbol);
        }
    }

    /** Calls one book with the reference of another one's order. */
    private void replaceOfAnother(final int symbol) {
        final List<Long> others = references.get((symbol + 1) % references.size());
        final long ref = others.isEmpty() ? 0 : pick(others);
        agree(fast.get(symbol).delete(ref), plain.get(symbol).delete(ref));
    }

    private boolean agree(final Applied seen, final Applied expected) {
        if (seen != expected) {
            throw new AssertionError("the fast book answers " + seen + ", the reference book " + expected);
        }
        return seen == Applied.OK;
    }

    /** Throws unless the fast book shows what the reference book shows, level by level and order by order. */
    void compare(final int symbol) {
        final OrderBook book = fast.get(symbol);
        final ReferenceBook truth = plain.get(symbol);
        if (book.liveOrders() != truth.liveOrders()) {
            throw new AssertionError(book + ": " + truth.liveOrders() + " orders expected");
        }
        for (final BookSide side : BookSide.values()) {
            final List<ReferenceBook.Level> levels = new ArrayList<>();
            for (int i = 0; i < book.levels(side); i++) {
                levels.add(new ReferenceBook.Level(book.price(side, i), book.shares(side, i), book.orders(side, i)));
            }
            if (!levels.equals(truth.levels(side))) {
                throw new AssertionError(side + " shows " + levels + ", expected " + truth.levels(side));
            }
        }
        if (book.hash() != truth.hash()) {
            throw new AssertionError(book + ": the order of the queues differs from the reference book's");
        }
    }
}
