package org.etcdrecovery.core.contents.index;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** The greatest of many elements. Keeps no more than the limit. */
final class Greatest<T> {
    private final int limit;
    private final Comparator<T> order;
    private final PriorityQueue<T> kept;

    /** @param order the order of the elements; of two that are equal in it, either may be kept */
    Greatest(int limit, Comparator<T> order) {
        this.limit = limit;
        this.order = order;
        this.kept = new PriorityQueue<>(order);
    }

    void offer(T element) {
        if (kept.size() < limit) {
            kept.add(element);
        } else if (limit > 0 && order.compare(element, kept.element()) > 0) {
            kept.remove();
            kept.add(element);
        }
    }

    void removeIf(Predicate<T> which) {
        kept.removeIf(which);
    }

    /** What was kept, the greatest first. */
    List<T> list() {
        return kept.stream().sorted(order.reversed()).toList();
    }
}
