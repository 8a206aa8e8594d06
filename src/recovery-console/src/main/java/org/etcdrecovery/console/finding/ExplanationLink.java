package org.etcdrecovery.console.finding;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Hyperlink;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** Leads from a finding, a problem or a failure to what its code means. Takes no space while there is no code. */
public final class ExplanationLink extends Hyperlink {
    private final Texts texts = Texts.of("finding");

    /** A link for a code. */
    public ExplanationLink(String code) {
        setText(texts.get("explain"));
        getStyleClass().addAll("caption", "explain");
        setMinWidth(USE_PREF_SIZE);
        explain(code);
    }

    /** A link for a code that changes. */
    public static ExplanationLink following(ObservableValue<String> code) {
        ExplanationLink link = new ExplanationLink("");
        code.subscribe(link::explain);
        return link;
    }

    /** Leads to the explanation of another code; without a code, the link is hidden. */
    public void explain(String code) {
        setId(code.isEmpty() ? null : "explain-" + code.replace('.', '-'));
        setAccessibleText(texts.get("explain.code", code));
        setOnAction(_ -> ExplanationPopup.show(this, code));
        Blocks.show(this, !code.isEmpty());
    }
}
