"""Hosts that betray a technology: our own observations, one technology a line.

`HOSTS` matches the end of the host (and the start of the path) that a script, frame, style or picture is loaded from.
"""

from __future__ import annotations

from enrichers.website.words import table

HOSTS = table(
    """
    Google Analytics: google-analytics.com | googletagmanager.com/gtag
    Google Tag Manager: googletagmanager.com/gtm | googletagmanager.com/ns
    Google Ads: googleadservices.com | googleads.g.doubleclick.net
    Google AdSense: googlesyndication.com
    Google Maps: maps.google.com | maps.googleapis.com | google.com/maps | maps.gstatic.com
    reCAPTCHA: google.com/recaptcha | gstatic.com/recaptcha | recaptcha.net
    hCaptcha: hcaptcha.com
    Cloudflare Turnstile: challenges.cloudflare.com
    Google Fonts: fonts.googleapis.com
    Adobe Fonts: use.typekit.net
    Font Awesome: fontawesome.com | bootstrapcdn.com/font-awesome
    Facebook Pixel: connect.facebook.net | facebook.com/tr
    LinkedIn Insight: snap.licdn.com | px.ads.linkedin.com
    Twitter widgets: platform.twitter.com
    X Ads: static.ads-twitter.com
    TikTok Pixel: analytics.tiktok.com
    Pinterest Tag: s.pinimg.com/ct
    Microsoft Advertising: bat.bing.com
    Microsoft Clarity: clarity.ms
    Hotjar: static.hotjar.com | script.hotjar.com
    Mouseflow: cdn.mouseflow.com
    FullStory: fullstory.com
    Crazy Egg: crazyegg.com
    Segment: cdn.segment.com
    Mixpanel: cdn.mxpnl.com
    Amplitude: cdn.amplitude.com
    Heap: heapanalytics.com
    Plausible: plausible.io
    Matomo: matomo.cloud
    Yandex.Metrika: mc.yandex.ru
    LiveInternet: counter.yadro.ru
    Top.Mail.Ru: top-fwz1.mail.ru
    StatCounter: statcounter.com
    Quantcast: quantserve.com
    Comscore: scorecardresearch.com
    etracker: etracker.com
    Chartbeat: chartbeat.com
    New Relic: nr-data.net | js-agent.newrelic.com
    Sentry: browser.sentry-cdn.com
    Datadog: datadoghq-browser-agent.com
    Optimizely: cdn.optimizely.com
    VWO: visualwebsiteoptimizer.com
    AB Tasty: cdn.abtasty.com
    Dynamic Yield: dynamicyield.com
    HubSpot: js.hs-scripts.com | js.hsforms.net | js.hs-analytics.net | hubspot.com | hsappstatic.net
    HubSpot: hubspotusercontent | usemessages.com
    Marketo: munchkin.marketo.net
    Pardot: pi.pardot.com | go.pardot.com | cdn.pardot.com
    Oracle Eloqua: img.en25.com
    Mailchimp: chimpstatic.com | list-manage.com
    Klaviyo: klaviyo.com
    Brevo: sibforms.com
    ActiveCampaign: activehosted.com
    CleverReach: cleverreach.com
    MailerLite: assets.mailerlite.com
    Kit: convertkit.com
    Intercom: widget.intercom.io | js.intercomcdn.com
    Drift: js.driftt.com
    Zendesk: static.zdassets.com
    Zendesk Chat: zopim.com
    tawk.to: embed.tawk.to
    LiveChat: cdn.livechatinc.com
    LivePerson: liveperson.net | lpsnmedia.net
    BoldChat: boldchat.com
    Olark: olark.com
    Crisp: client.crisp.chat
    Userlike: userlike-cdn-widgets
    Freshchat: wchat.freshchat.com
    JivoChat: code.jivosite.com
    Tidio: code.tidio.co
    GetButton: static.getbutton.io
    Pure Chat: purechat.com
    Tealium: tags.tiqcdn.com
    Adobe Launch: assets.adobedtm.com
    Adobe Analytics: omtrdc.net
    Adobe Audience Manager: demdex.net
    Criteo: criteo.net | criteo.com
    Taboola: taboola.com
    Outbrain: outbrain.com
    AdRoll: adroll.com
    OneTrust: cookielaw.org | onetrust.com | cookiepro.com
    Cookiebot: consent.cookiebot.com
    Usercentrics: app.usercentrics.eu
    iubenda: cdn.iubenda.com
    Didomi: didomi.io
    Quantcast Choice: quantcast.mgr.consensu.org
    TrustArc: consent.trustarc.com
    CookieScript: cdn.cookie-script.com
    Axeptio: axept.io
    Borlabs Cookie: borlabs
    Shopify: cdn.shopify.com
    BigCommerce: bigcommerce.com
    Wix: static.parastorage.com | wixstatic.com
    Squarespace: squarespace.com | sqspcdn.com | squarespace-cdn.com
    Webflow: website-files.com | webflow.com
    Weebly: editmysite.com
    Jimdo: jimdo | jimcdn.com
    Framer: framerusercontent.com
    GoDaddy Website Builder: img1.wsimg.com
    Duda: dmws.duda | multiscreensite.com
    Tilda: tildacdn.com
    MyFonts: myfonts.net
    Stripe: js.stripe.com
    PayPal: paypal.com/sdk | paypalobjects.com
    Klarna: klarna
    Braintree: braintreegateway.com
    Adyen: checkout.adyen.com
    Trusted Shops: widgets.trustedshops.com
    Trustpilot: widget.trustpilot.com
    Yotpo: yotpo.com
    Bazaarvoice: bazaarvoice.com
    Calendly: assets.calendly.com | calendly.com
    Typeform: typeform.com
    Jotform: jotform
    Wufoo: wufoo.com
    Formstack: formstack.com
    OpenTable: opentable.com
    SurveyMonkey: surveymonkey.com
    Vimeo: player.vimeo.com
    YouTube embed: youtube.com/embed | youtube-nocookie.com
    Wistia: wistia
    Brightcove: brightcove
    Vidyard: vidyard.com
    jQuery: code.jquery.com | ajax.googleapis.com/ajax/libs/jquery | ajax.aspnetcdn.com/ajax/jquery
    Bootstrap: bootstrapcdn.com/bootstrap
    cdnjs: cdnjs.cloudflare.com
    jsDelivr: cdn.jsdelivr.net
    unpkg: unpkg.com
    AddThis: addthis.com
    ShareThis: sharethis.com
    AddToAny: addtoany.com
    Disqus: disqus.com
    Algolia: algolia
    Mapbox: mapbox.com
    OpenStreetMap: openstreetmap.org
    Yandex Maps: api-maps.yandex.ru
    Greenhouse: boards.greenhouse.io
    Lever: jobs.lever.co
    Personio: jobs.personio
    Workable: apply.workable.com
    Ashby: jobs.ashbyhq.com
    Teamtailor: teamtailor
    Amazon CloudFront: cloudfront.net
    Amazon Web Services: amazonaws.com
    Akamai: akamaihd.net
    Fastly: fastly.net
    Azure CDN: azureedge.net
    CallRail: cdn.callrail.com
    Salesforce: salesforce.com | force.com
    Salesloft: salesloft.com
    ClickCease: clickcease.com
    LeadLander: tracking.leadlander
    Lead Forensics: secure.leadforensics
    6sense: 6sc.co
    Demandbase: demandbase.com
    ZoomInfo: zoominfo.com
    Leadfeeder: leadfeeder.com | lfeeder.com
    Sumo: sumo.com
    OptinMonster: optinmonster
    UserWay: userway.org
    accessiBe: accessibe
    Elfsight: elfsight
    Weglot: weglot.com
    """
)
