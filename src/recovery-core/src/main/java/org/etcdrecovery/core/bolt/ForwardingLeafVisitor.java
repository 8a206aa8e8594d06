package org.etcdrecovery.core.bolt;

import java.io.IOException;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;

/** Passes everything on to another visitor. A subclass changes what happens to the leaves. */
public abstract class ForwardingLeafVisitor implements LeafVisitor {
    private final LeafVisitor target;

    /** @param target receives everything */
    protected ForwardingLeafVisitor(LeafVisitor target) {
        this.target = target;
    }

    @Override
    public KeyRange range() {
        return target.range();
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        target.leaf(leaf);
    }

    @Override
    public void lost() throws IOException {
        target.lost();
    }

    @Override
    public void end() throws IOException {
        target.end();
    }
}
