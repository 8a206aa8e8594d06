package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.contents.pages.PageElements;
import org.etcdrecovery.core.contents.pages.PageElements.Element;
import org.etcdrecovery.core.contents.pages.PageMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints the pages of a snapshot as JSON: a summary, each page on its own, or what one of them holds. */
public final class PagesJson extends StreamedJson {
    public PagesJson() {
        super("pages");
    }

    /** The pages by kind and bucket. */
    public static String summary(PageMap map) {
        ObjectNode json = Json.document();
        json.put("pageSize", map.pageSize());
        json.put("pages", map.pages());
        json.put("freelist", map.hasFreelist());
        ArrayNode shares = json.putArray("shares");
        map.shares()
                .forEach(share -> shares.addObject()
                        .put("kind", Json.name(share.kind()))
                        .put("bucket", share.bucket())
                        .put("pages", share.pages())
                        .put("fill", share.fill()));
        map.problems().forEach(json.putArray("problems")::add);
        return Json.print(json);
    }

    /** The next page. */
    public String page(PageMap map, int page) {
        ObjectNode json = Json.object();
        json.put("page", page);
        json.put("kind", Json.name(map.kind(page)));
        json.put("bucket", map.bucket(page));
        json.put("fill", map.fill(page));
        return item(json);
    }

    /** What follows the last page. */
    public String end(PageMap map) {
        ObjectNode json = Json.object();
        json.put("pageSize", map.pageSize());
        json.put("freelist", map.hasFreelist());
        map.problems().forEach(json.putArray("problems")::add);
        return end(json);
    }

    /**
     * What one page holds.
     *
     * @param page the page; its elements are those of the run that it belongs to
     */
    public static String elements(PageMap map, int page, PageElements content) {
        ObjectNode json = Json.document();
        json.put("page", page);
        json.put("kind", Json.name(map.kind(page)));
        json.put("bucket", map.bucket(page));
        json.put("fill", map.fill(page));
        json.put("head", map.head(page));
        json.put("type", content.type());
        json.put("run", content.run());
        json.put("elementCount", content.claimed());
        ArrayNode elements = json.putArray("elements");
        for (Element element : content.elements()) {
            ObjectNode one = elements.addObject();
            one.put("key", element.key());
            one.put("keySize", element.keySize());
            element.valueSize().ifPresent(size -> one.put("valueSize", size));
            element.page().ifPresent(to -> one.put("page", to));
            element.record().ifPresent(record -> one.put("record", record));
        }
        return Json.print(json);
    }
}
