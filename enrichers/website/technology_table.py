"""What betrays a technology: our own observations of public markup, one technology a line.

`HOSTS` matches the end of the host (and start of the path) that a script, frame, style or picture is loaded from; `MARKUP` is
looked for in the page's source, lower case; `GENERATORS` in the meta generator; `HEADERS` in answer headers (after the
header's name and a blank, nothing for any value); `COOKIES` at the start of a cookie's name.
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

MARKUP = table(
    """
    WordPress: /wp-content/ | /wp-includes/
    WooCommerce: wp-content/plugins/woocommerce
    Yoast SEO: yoast seo | yoast-schema-graph
    Elementor: wp-content/plugins/elementor
    Divi: wp-content/themes/divi
    WPBakery: wp-content/plugins/js_composer
    Contact Form 7: wp-content/plugins/contact-form-7
    Gravity Forms: wp-content/plugins/gravityforms
    Slider Revolution: wp-content/plugins/revslider
    WPML: sitepress-multilingual-cms
    Rank Math: rank-math
    Mailchimp: mailchimp-for-wp | list-manage.com | mc4wp
    WP Rocket: wp-rocket
    Drupal: /sites/default/files | drupal.settings | data-drupal-selector | /sites/all/modules/
    Joomla: /media/jui/ | option=com_ | option,com_ | /components/com_
    TYPO3: /typo3temp/ | /typo3conf/
    1C-Bitrix: /bitrix/
    Concrete CMS: /concrete/js
    Umbraco: /umbraco/
    Sitecore: /sitecore/
    Adobe Experience Manager: /etc.clientlibs/ | /etc/designs/
    Contao: contao
    Magento: /skin/frontend/ | mage/cookies | /static/version
    PrestaShop: prestashop
    Shopware: shopware
    OXID eShop: oxid-esales
    JTL-Shop: jtl-shop
    OpenCart: /index.php?route=
    Salesforce Commerce Cloud: demandware.static
    Next.js: /_next/static | __next_data__
    Nuxt: /_nuxt/ | __nuxt__
    React: data-reactroot | react-dom | /_next/
    Angular: ng-version=
    AngularJS: ng-app= | ng-controller=
    Vue.js: data-v-app | vue.min.js | vue.js | data-server-rendered=
    Svelte: svelte-
    Gatsby: ___gatsby
    Astro: data-astro
    Ember.js: ember-application
    Backbone.js: backbone.js | backbone-min.js
    jQuery: jquery
    Bootstrap: bootstrap.min.css | bootstrap.css | bootstrap.min.js | bootstrap.bundle
    Font Awesome: font-awesome | fontawesome
    Foundation: foundation.min
    Tailwind CSS: tailwindcss
    Modernizr: modernizr
    Swiper: swiper-container
    Slick: slick.min.js
    GSAP: gsap.min.js
    RequireJS: requirejs
    MooTools: mootools
    Prototype: prototype.js
    Google Analytics: google-analytics.com/ga.js | google-analytics.com/analytics.js | urchintracker | _gaq.push
    Google Analytics: gtag(
    Google Tag Manager: googletagmanager.com/gtm.js | gtm-
    Facebook Pixel: fbq(
    Hotjar: static.hotjar.com | hjid:
    Matomo: _paq.push | piwik.js
    Yandex.Metrika: mc.yandex.ru
    LiveInternet: counter.yadro.ru
    New Relic: nreum
    Optimizely: cdn.optimizely.com
    Pardot: pi.pardot.com
    HubSpot: js.hs-scripts.com | _hsq | hs-script-loader
    Marketo: munchkin.init
    Intercom: intercomsettings
    Olark: olark.identify
    Cloudflare: cf-ray | /cdn-cgi/ | __cf_email__
    Tealium: utag.js
    Cookie Consent: cookieconsent
    OneTrust: data-domain-script | optanon
    reCAPTCHA: recaptcha
    BoldChat: boldchat
    LivePerson: liveperson
    ASP.NET: __viewstate | .aspx | webresource.axd
    JavaServer Faces: javax.faces
    Ruby on Rails: csrf-param
    Django: csrfmiddlewaretoken
    Laravel: laravel
    Hotwire: data-turbo
    Livewire: livewire
    Twitter widgets: platform.twitter.com/widgets
    Google Maps: maps.google. | google.com/maps
    Google Ads: googleadservices.com
    Squarespace: squarespace.com
    Wix: wix.com website builder
    Shopify: shopify.theme
    """
)

GENERATORS = table(
    """
    WordPress: wordpress
    WooCommerce: woocommerce
    Joomla: joomla
    Drupal: drupal
    TYPO3: typo3
    Wix: wix.com
    Squarespace: squarespace
    Webflow: webflow
    HubSpot: hubspot
    Shopify: shopify
    Ghost: ghost
    Jimdo: jimdo
    Weebly: weebly
    Contao: contao
    Concrete CMS: concrete
    PrestaShop: prestashop
    OpenCart: opencart
    Magento: magento
    Shopware: shopware
    Umbraco: umbraco
    Sitecore: sitecore
    DNN: dotnetnuke
    MODX: modx
    Craft CMS: craft
    SilverStripe: silverstripe
    Plone: plone
    MediaWiki: mediawiki
    Hugo: hugo
    Jekyll: jekyll
    Gatsby: gatsby
    Next.js: next.js
    Nuxt: nuxt
    Astro: astro
    Docusaurus: docusaurus
    Framer: framer
    Tilda: tilda
    Elementor: elementor
    WPBakery: wpbakery
    Slider Revolution: slider revolution
    Google Site Kit: site kit by google
    Microsoft FrontPage: frontpage
    Adobe Dreamweaver: dreamweaver
    GoDaddy Website Builder: godaddy
    IONOS MyWebsite: ionos
    STRATO Homepage-Baukasten: strato
    IdeaLever CMS: idealever
    1C-Bitrix: bitrix
    Odoo: odoo
    Kirby: kirby
    REDAXO: redaxo
    Weblication: weblication
    Blogger: blogger
    ASP.NET: visual studio
    """
)

HEADERS = table(
    """
    Cloudflare: server cloudflare | cf-ray
    nginx: server nginx
    Apache: server apache
    Microsoft IIS: server microsoft-iis
    LiteSpeed: server litespeed
    OpenResty: server openresty
    Vercel: server vercel | x-vercel-id
    Netlify: server netlify | x-nf-request-id
    GitHub Pages: server github.com
    Amazon S3: server amazons3
    Amazon CloudFront: x-amz-cf-id
    Fastly: x-served-by cache-
    PHP: x-powered-by php
    ASP.NET: x-powered-by asp.net | x-aspnet-version
    Express: x-powered-by express
    Next.js: x-powered-by next.js
    WP Engine: x-powered-by wp engine
    Plesk: x-powered-by plesk
    Drupal: x-generator drupal | x-drupal-cache
    Shopify: x-shopify-stage | x-shopid
    Wix: x-wix-request-id
    1C-Bitrix: x-powered-cms bitrix
    Varnish: x-varnish
    HubSpot: x-hs-hub-id
    Kinsta: x-kinsta-cache
    Pantheon: x-pantheon-styx-hostname
    Akamai: x-akamai-transformed
    Sucuri: x-sucuri-id
    Imperva: x-iinfo
    Magento: x-magento-cache-debug
    LiteSpeed Cache: x-litespeed-cache
    """
)

COOKIES = table(
    """
    PHP: phpsessid
    ASP.NET: asp.net_sessionid
    Java: jsessionid
    Laravel: laravel_session
    WordPress: wordpress_ | wp-
    Shopify: _shopify
    Cloudflare: __cf_bm | __cfduid
    1C-Bitrix: bitrix_sm
    PrestaShop: prestashop-
    Magento: frontend=
    Django: csrftoken
    Google Analytics: _ga=
    HubSpot: hubspotutk | __hstc
    Imperva: visid_incap
    Amazon Web Services: awsalb
    F5 BIG-IP: ts0 | bigipserver
    Squarespace: ss_cid
    Crisp: crisp-client
    Optimizely: optimizelyenduserid
    """
)
