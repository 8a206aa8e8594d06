package org.etcdrecovery.core.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.html;
import static j2html.TagCreator.p;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
    private static final String HOSTILE = "<b>&\"'\u202e\u001b\n";
    private static final String PRINTED = "&lt;b&gt;&amp;&quot;&#x27;\\u202e\\x1b";

    @Test
    void escapesTextsAndAttributes() {
        assertThat(Html.print(html(p(HOSTILE).withTitle(HOSTILE)))).isEqualTo(
                "<!DOCTYPE html>\n<html><p title=\"" + PRINTED + "\\n\">" + PRINTED + "\\n</p></html>\n");
    }

    @Test
    void keepsTheLineFeedsOfLinesAndNothingElse() {
        assertThat(Html.print(html(code(Html.lines("a" + HOSTILE + "\nz")))))
                .isEqualTo("<!DOCTYPE html>\n<html><code>a" + PRINTED + "\n\nz</code></html>\n");
    }
}
