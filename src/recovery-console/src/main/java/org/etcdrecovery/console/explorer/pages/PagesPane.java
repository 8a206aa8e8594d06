package org.etcdrecovery.console.explorer.pages;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.pages.PagesViewModel.Mapped;
import org.etcdrecovery.console.explorer.pages.PagesViewModel.Page;
import org.etcdrecovery.console.explorer.picture.PagePicture;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.DamageNotes;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.core.contents.pages.PageElements.Element;
import org.etcdrecovery.core.contents.pages.PageKind;
import org.etcdrecovery.core.contents.pages.PageMap;
import org.etcdrecovery.core.contents.pages.PageMap.Share;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The map of the pages; beside it the open page with its elements, or the pages by kind and bucket. */
public final class PagesPane extends VBox {
    private static final double SIDE = 460;

    private final Texts texts = Texts.of("explorer");
    private final PagesViewModel model;
    private final PagePicture picture = new PagePicture(Stream.concat(
            PagesViewModel.KINDS.stream().map(kind -> "page-" + kind.name().toLowerCase(Locale.ROOT)),
            Stream.of("picture-ink")).toList());
    private final Label chosen = Blocks.muted("");
    private final Label title = Blocks.strong("");
    private final Button out = Icons.button(MaterialDesignA.ARROW_UP, texts.get("pages.out"));
    private final DamageNotes problems = new DamageNotes();
    private final ObservableList<Share> shares = FXCollections.observableArrayList();
    private final ObservableList<Element> elements = FXCollections.observableArrayList();

    /**
     * @param model  the pages
     * @param tables writes tables to files
     */
    public PagesPane(PagesViewModel model, TableExport tables) {
        super(12);
        this.model = model;
        setId("pages");
        chosen.setId("chosenPage");
        title.setId("openPage");
        out.setId("pagesOut");
        out.setOnAction(_ -> picture.out());
        HBox head = new HBox(6, out, chosen);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(picture, Priority.ALWAYS);
        Label keys = Blocks.caption(texts.get("pages.keys"));
        keys.setMinHeight(USE_PREF_SIZE);
        VBox map = new VBox(8, head, picture, keys);
        map.getStyleClass().addAll("card-block", "level-card");
        map.setMinWidth(0);
        HBox.setHgrow(map, Priority.ALWAYS);
        HBox both = new HBox(14, map, side(tables));
        both.setMinHeight(0);
        VBox.setVgrow(both, Priority.ALWAYS);
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(new ReadingProgress("pagesReading", model.activity()), failure, problems, both);
        picture.describedBy(this::words);
        picture.onChosen(range -> {
            out.setDisable(!picture.isInside());
            chosen.setText(range[1] - range[0] > 1
                    ? texts.get("pages.several", Quantities.number(range[0]), Quantities.number(range[1] - 1L))
                    : words(range[0]));
        });
        picture.onOpened(model::open);
        model.pages().subscribe(now -> now.ifPresent(this::show));
        model.page().subscribe(now -> now.ifPresent(this::showPage));
        model.need();
    }

    private Node side(TableExport tables) {
        DataTable<Share> shareTable = new DataTable<Share>("shares", texts.get("pages.none"), shares)
                .text("pages.kind", share -> texts.get("pages.kind." + share.kind()))
                .mono("pages.bucket", Share::bucket)
                .figure("pages.count", Share::pages)
                .figure("pages.fill", Share::fill,
                        share -> PagesViewModel.isFilled(share.kind()) ? share.fill() + " %" : "");
        DataTable<Element> elementTable = new DataTable<Element>("elements", texts.get("pages.empty"), elements)
                .mono("pages.key", one -> one.record().orElse(one.key()))
                .figure("pages.size", one -> one.valueSize().orElse(0),
                        one -> one.valueSize().isPresent() ? Quantities.size(one.valueSize().getAsLong()) : "")
                .figure("pages.points", one -> one.page().orElse(0),
                        one -> one.page().isPresent() ? Quantities.number(one.page().getAsLong()) : "");
        shareTable.exportedBy(tables).readBy(model.activity()).narrow();
        elementTable.exportedBy(tables).narrow();
        Button all = new Button(texts.get("pages.overview"));
        all.setId("pagesOverview");
        all.getStyleClass().addAll("small", "flat");
        HBox head = new HBox(8, title, Blocks.spacer(), all);
        head.setAlignment(Pos.CENTER_LEFT);
        FailureNotice failure = new FailureNotice();
        model.pageFailed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        VBox page = new VBox(8, head, elementTable);
        VBox.setVgrow(elementTable, Priority.ALWAYS);
        StackPane both = new StackPane(shareTable, page);
        VBox.setVgrow(both, Priority.ALWAYS);
        VBox side = new VBox(8, failure, both);
        side.setPrefWidth(SIDE);
        side.setMinWidth(300);
        side.setMinHeight(0);
        model.page().subscribe(now -> {
            Blocks.show(page, now.isPresent());
            Blocks.show(shareTable, now.isEmpty());
        });
        all.setOnAction(_ -> {
            Blocks.show(page, false);
            Blocks.show(shareTable, true);
            shareTable.table().requestFocus();
        });
        return side;
    }

    private void show(Mapped now) {
        PageMap map = now.map();
        shares.setAll(map.shares());
        for (PageKind kind : PagesViewModel.KINDS) {
            long count = map.shares().stream().filter(share -> share.kind() == kind).mapToLong(Share::pages).sum();
            picture.name(PagesViewModel.KINDS.indexOf(kind), count == 0
                    ? ""
                    : texts.get("pages.legend", texts.get("pages.kind." + kind),
                            Quantities.number(count)));
        }
        picture.name(PagesViewModel.KINDS.size(), "");
        picture.show(now.picture());
        problems.show(texts.get("pages.damaged"), map.problems());
    }

    private void showPage(Page page) {
        title.setText(texts.get("pages.open", Quantities.number(page.number()), page.elements().type(),
                Quantities.number(page.elements().claimed()), page.elements().claimed()));
        elements.setAll(page.elements().elements());
    }

    private String words(int page) {
        return model.pages()
                .get()
                .map(Mapped::map)
                .filter(map -> page < map.pages())
                .map(map -> words(map, page))
                .orElse("");
    }

    private String words(PageMap map, int page) {
        PageKind kind = map.kind(page);
        return Stream.of(Optional.of(texts.get("pages.page", Quantities.number(page), texts.get("pages.kind." + kind))),
                Optional.of(map.bucket(page)).filter(name -> !name.isEmpty()).map(name -> texts.get("pages.in", name)),
                Optional.of(kind)
                        .filter(PagesViewModel::isFilled)
                        .map(_ -> texts.get("pages.filled", map.fill(page) + " %")))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }
}
