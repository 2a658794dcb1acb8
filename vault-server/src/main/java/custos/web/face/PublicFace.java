package custos.web.face;

import custos.web.Face;
import custos.web.Frame;
import custos.web.Frame.NavGroup;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.forms.FormPage;
import custos.web.forms.PostingPage;
import custos.web.link.ConfirmPage;
import custos.web.link.UnsubscribePage;
import custos.web.portal.PortalPages;
import custos.web.receipt.ReceiptPage;
import custos.web.site.SiteVisitsEndpoint;
import java.io.IOException;
import java.util.List;

/// The pages for customers and for everybody. It can be put on the internet alone.
public final class PublicFace extends Face {
    private final PortalPages portal;

    public PublicFace(WebContext context) {
        super(context);
        new UnsubscribePage(context).addTo(routes());
        new ConfirmPage(context).addTo(routes());
        new ReceiptPage(context).addTo(routes());
        new SiteVisitsEndpoint(context).addTo(routes());
        new PostingPage(context).addTo(routes());
        new FormPage(context).addTo(routes());
        this.portal = new PortalPages(context);
        portal.addTo(routes());
    }

    /// Waits until what was asked for so far is in the outbox.
    public void settle() {
        portal.settle();
    }

    @Override
    protected Frame.Face kind() {
        return Frame.Face.PUBLIC;
    }

    @Override
    protected List<NavGroup> nav(Visit visit) {
        return List.of();
    }

    /// No page of this face asks for a member of staff.
    @Override
    protected void askToLogIn(Visit visit) throws IOException {
        throw new WebFault.NotHere();
    }
}
