package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.Columns;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.core.contents.pages.PageElements;
import org.etcdrecovery.core.contents.pages.PageElements.Element;
import org.etcdrecovery.core.contents.pages.PageKind;
import org.etcdrecovery.core.contents.pages.PageMap;
import org.etcdrecovery.core.report.json.PagesJson;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** {@code snapshot pages}: prints what the pages of the database are used for. */
public final class SnapshotPagesCommand extends ContentsVerb {
    /** A page of the largest size that bbolt writes holds fewer. */
    private static final int MOST_ELEMENTS = 1 << 20;

    private final Supplier<Boolean> all;
    private final Supplier<Optional<String>> one;
    private final PagesJson json = new PagesJson();

    public SnapshotPagesCommand(Session session) {
        super(session, "Print what the pages of a snapshot are used for, by kind and bucket, and how full they are.",
                "FILE", "");
        all = options().flag("Print each page.", "--all");
        one = options().textIfGiven("N", "Print what one page holds, without values.", "--page");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        boolean asJson = wantsJson();
        return read((opener, name) -> {
            PageMap map = PageMap.read(opener, name, progress());
            if (one.get().isPresent()) {
                elements(opener, name, map, page(map, one.get().get()), asJson);
            } else if (all.get()) {
                pages(map, asJson);
            } else if (asJson) {
                print(PagesJson.summary(map));
            } else {
                summary(map);
            }
            return codeFor(map.problems());
        });
    }

    private static int page(PageMap map, String number) throws CommandFailure {
        try {
            int page = Integer.parseInt(number);
            if (page >= 0 && page < map.pages()) {
                return page;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw wrongUsage("--page takes the number of a page, 0 to " + (map.pages() - 1) + ", not '" + number + "'");
    }

    private void summary(PageMap map) {
        Columns table = new Columns(this::stream, session().terminal().ink(), "KIND", "BUCKET", ">PAGES", ">BYTES",
                ">FILL");
        map.shares()
                .forEach(share -> table.row(name(share.kind()), bucket(share.kind(), share.bucket()),
                        share.pages(), share.pages() * map.pageSize(), share.fill() + "%"));
        table.end();
        print("\n" + map.pages() + " pages of " + map.pageSize() + " bytes; "
                + (map.hasFreelist()
                        ? "the file has a list of free pages\n"
                        : "no list of free pages is stored: what no tree uses is free\n"));
    }

    private void pages(PageMap map, boolean asJson) {
        Columns table = new Columns(this::stream, session().terminal().ink(), ">PAGE", "KIND", ">FILL", "BUCKET");
        for (int page = 0; page < map.pages(); page++) {
            if (asJson) {
                stream(json.page(map, page));
            } else {
                table.row(page, name(map.kind(page)), map.fill(page) + "%",
                        bucket(map.kind(page), map.bucket(page)));
            }
        }
        if (asJson) {
            print(json.end(map));
        } else {
            table.end();
        }
    }

    private static String name(PageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The tree of the root bucket, which lists the buckets, has no name. */
    private static String bucket(PageKind kind, String bucket) {
        return bucket.isEmpty() && (kind == PageKind.BRANCH || kind == PageKind.LEAF) ? "(root)" : bucket;
    }

    private void elements(SnapshotOpener opener, SnapshotName name, PageMap map, int page, boolean asJson)
            throws IOException {
        PageElements content = PageElements.read(opener, name, map.head(page), MOST_ELEMENTS);
        if (asJson) {
            print(PagesJson.elements(map, page, content));
            return;
        }
        String kind = name(map.kind(page));
        String bucket = bucket(map.kind(page), map.bucket(page));
        print("page " + page + ": " + kind + (bucket.isEmpty() ? "" : " of bucket " + bucket)
                + (map.head(page) == page ? "" : ", part of the run that begins with page " + map.head(page))
                + (content.run() > 1 ? ", " + content.run() + " pages together" : "") + "\n");
        if (map.kind(page) == PageKind.FREE && !content.type().equals("none")) {
            print("it still has what it held last: " + content.type() + "\n");
        }
        if (content.elements().isEmpty()) {
            return;
        }
        print("\n");
        Columns table = new Columns(this::stream, session().terminal().ink(), ">KEY BYTES", ">VALUE BYTES", ">PAGE",
                "KEY");
        for (Element element : content.elements()) {
            table.row(element.keySize(), element.valueSize().isPresent() ? element.valueSize().getAsLong() : "",
                    element.page().isPresent() ? element.page().getAsLong() : "",
                    element.record().orElse(element.key()));
        }
        table.end();
    }

    @Override
    public void printFailure(String failure) {
        super.printFailure(json.end(failure));
    }
}
