package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bytes.DirectBuffers;

/** A branch page under construction. */
final class BranchBuilder implements PageBuilder {
    /** bbolt asserts this while it rebalances a child. */
    static final int MIN_CHILDREN = 2;

    private final List<Child> children = new ArrayList<>();
    private long size = PageHeader.LENGTH;

    /** A page below this one and its first key. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and short-lived
    record Child(byte[] firstKey, long page) {
        int size() {
            return Branch.ELEMENT_LENGTH + firstKey.length;
        }
    }

    @Override
    public long size() {
        return size;
    }

    int count() {
        return children.size();
    }

    Child first() {
        return children.getFirst();
    }

    void add(Child child) {
        children.add(child);
        size += child.size();
    }

    /** Takes the last children of the preceding branch until both have enough, or until this one has them all. */
    void borrowFrom(BranchBuilder before) {
        int wanted = before.count() > MIN_CHILDREN ? 1 : before.count();
        for (int i = 0; i < wanted; i++) {
            Child child = before.children.removeLast();
            before.size -= child.size();
            children.addFirst(child);
            size += child.size();
        }
    }

    @Override
    public void writeTo(PageSink sink, long id, int overflow) throws IOException {
        ByteBuffer page = DirectBuffers.allocate(Math.toIntExact(size));
        new PageHeader(id, PageHeader.BRANCH, children.size(), overflow).encode(page, 0);
        int key = PageHeader.LENGTH + children.size() * Branch.ELEMENT_LENGTH;
        for (int i = 0; i < children.size(); i++) {
            Child child = children.get(i);
            int element = PageHeader.LENGTH + i * Branch.ELEMENT_LENGTH;
            page.putInt(element, key - element)
                    .putInt(element + 4, child.firstKey().length)
                    .putLong(element + 8, child.page());
            page.put(key, child.firstKey());
            key += child.firstKey().length;
        }
        sink.append(page);
    }

    @Override
    public void clear() {
        children.clear();
        size = PageHeader.LENGTH;
    }
}
